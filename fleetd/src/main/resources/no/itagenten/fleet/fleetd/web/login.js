/** The login form: trades a token for a session cookie, then loads the page anew, which is the dashboard then. */

import { logIn } from "./api.js";

const form = document.getElementById("login");
const token = document.getElementById("token");
const error = document.getElementById("login-error");
const button = form.querySelector("button");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  error.hidden = true;
  token.removeAttribute("aria-invalid");
  button.disabled = true;
  try {
    await logIn(token.value.trim());
    location.reload();
  } catch (failure) {
    button.disabled = false;
    error.textContent = explain(failure);
    error.hidden = false;
    token.setAttribute("aria-invalid", "true");
    token.select();
    token.focus();
  }
});

function explain(failure) {
  switch (failure.code) {
    case "unauthorized":
      return "This token is not valid. Check that you copied all of it, and that it was not revoked.";
    case "too_many_requests":
      return "Too many wrong tokens came from your address. Wait a minute, then try again.";
    default:
      return failure.message;
  }
}
