// Writes the content of a return with SheetJS: TZ=UTC node sheetjs.cjs content.json sheetjs.xlsx
// The suffix of the target chooses the format; the package is named xlsx. To keep the files small,
// only the sheets that are read are written, and those with nothing but help are not.
const fs = require("fs");
const XLSX = require("xlsx");
const [source, target] = process.argv.slice(2);
const read = ["Cover", "Self-assessment", "Case files"];
const book = XLSX.utils.book_new();
for (const { name, rows } of JSON.parse(fs.readFileSync(source, "utf8"))) {
  if (!read.includes(name)) continue;
  const cells = rows.map((row) => row.map((value) => value && value.date
    ? { t: "d", v: new Date(`${value.date}T00:00:00Z`), z: "dd/mm/yyyy" } : value));
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells), name);
}
XLSX.writeFile(book, target, { compression: true });
