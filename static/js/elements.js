/**
 * Elements as they should be, and a page that is made so. What is there already and still right is left alone: while
 * one types, most of it is, and a browser lays out again only what has changed. Text only ever becomes text nodes, so
 * no query or name can become markup.
 */

/**
 * @typedef {{name: string, attributes: Record<string, string>, children: (Wanted | string)[]}} Wanted
 * @param {string | Record<string, string>} attributes or only the class
 * @returns {Wanted}
 */
export function element(name, attributes, ...children) {
  return {
    name,
    attributes: typeof attributes === "string" ? (attributes ? { class: attributes } : {}) : attributes,
    children,
  };
}

/** Makes the children of a node those that are wanted. */
export function draw(parent, children) {
  children.forEach((child, i) => {
    const { name, attributes, children: inner } = child;
    let node = parent.childNodes[i];
    if (!node || node.localName !== name) {
      const made = name ? document.createElement(name) : new Text();
      if (node) node.replaceWith(made);
      else parent.append(made);
      node = made;
    }
    if (name) {
      const before = node.drawn ?? {};
      for (const key in before) if (!(key in attributes)) node.removeAttribute(key);
      for (const key in attributes) if (attributes[key] !== before[key]) node.setAttribute(key, attributes[key]);
      node.drawn = attributes;
      draw(node, inner);
    } else if (node.data !== child) node.data = child;
  });
  while (parent.childNodes.length > children.length) parent.lastChild.remove();
}
