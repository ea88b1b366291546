// How the payload comes out of the page, and how one cell of it is read.

/**
 * Read the payload element, unpacking it where it is compressed.
 * @returns {Promise<Payload>}
 */
async function readPayload() {
  const plain = document.getElementById("data");
  if (plain) return unpack(JSON.parse(plain.textContent || "{}"));
  const packed = byId("data-gz");
  const letters = atob((packed.textContent || "").trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  packed.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(JSON.parse(await new Response(stream).text()));
}

/**
 * One cell of a column, whatever its coding.
 * @param {Column | undefined} column
 * @param {number} row
 * @returns {string}
 */
function cell(column, row) {
  if (!column) return "";
  const value = Array.isArray(column) ? column[row] : column.pool[column.at[row]];
  return value === undefined || value === null ? "" : String(value);
}
