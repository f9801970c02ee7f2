/** Small steps on the document that leave alone what is already right, so that nothing is laid out for no reason. */

export function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** The parts of a template by their data-part. */
export function partsOf(root) {
  const parts = {};
  for (const node of root.querySelectorAll("[data-part]")) {
    parts[node.dataset.part] = node;
  }
  return parts;
}

export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

export function show(node, shown) {
  if (node.hidden === shown) {
    node.hidden = !shown;
  }
}

/** Makes an element with a class and text in it. */
export function element(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** @param {SVGElement} icon as in the templates, with a use inside */
export function setIcon(icon, name) {
  setAttribute(icon.firstElementChild, "href", `/assets/icons.svg#${name}`);
}

/** Puts the nodes into the parent in this order, moving only those that stand elsewhere. */
export function arrange(parent, nodes) {
  let place = parent.firstElementChild;
  for (const node of nodes) {
    if (node === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
  while (place) {
    const next = place.nextElementSibling;
    place.remove();
    place = next;
  }
}
