// What is said aloud to those who do not see the picture.

let lastSaid = "";

/**
 * Announce a text politely. The same text twice is told apart by a no-break space, so that it is spoken again.
 * @param {string} text
 */
function announce(text) {
  if (!text) return;
  lastSaid = text === lastSaid ? text + "\u00a0" : text;
  byId("status").textContent = lastSaid;
}
