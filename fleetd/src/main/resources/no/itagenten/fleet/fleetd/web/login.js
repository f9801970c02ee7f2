/** The login form: trades a name and a password, or a token, for a session cookie, then loads the page anew: the dashboard then. */

import { logIn, logInByPassword } from "./api.js";

const form = document.getElementById("login");
const user = document.getElementById("user");
const password = document.getElementById("password");
const token = document.getElementById("token");
const error = document.getElementById("login-error");
const button = form.querySelector("button");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const byToken = token.value.trim() !== "";
  const secret = byToken ? token : password;
  error.hidden = true;
  for (const field of [user, password, token]) {
    field.removeAttribute("aria-invalid");
  }
  button.disabled = true;
  try {
    await (byToken ? logIn(token.value.trim()) : logInByPassword(user.value.trim(), password.value));
    location.reload();
  } catch (failure) {
    button.disabled = false;
    error.textContent = explain(failure, byToken);
    error.hidden = false;
    secret.setAttribute("aria-invalid", "true");
    secret.select();
    secret.focus();
  }
});

function explain(failure, byToken) {
  switch (failure.code) {
    case "unauthorized":
      return byToken
        ? "This token is not valid. Check that you copied all of it, and that it was not revoked."
        : "The user name or the password is not right.";
    case "too_many_requests":
      return "There were too many logins just now, of this user or from your address. Wait a minute, then try again.";
    default:
      return failure.message;
  }
}
