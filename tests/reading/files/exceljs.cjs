// Writes the content of a return with exceljs: node exceljs.cjs content.json exceljs.xlsx
const fs = require("fs");
const ExcelJS = require("exceljs");
const [source, target] = process.argv.slice(2);
const book = new ExcelJS.Workbook();
for (const { name, rows } of JSON.parse(fs.readFileSync(source, "utf8"))) {
  const sheet = book.addWorksheet(name);
  rows.forEach((row, down) => row.forEach((value, across) => {
    if (value === null) return;
    const cell = sheet.getCell(down + 1, across + 1);
    if (value.date) cell.numFmt = "dd/mm/yyyy";
    cell.value = value.date ? new Date(`${value.date}T00:00:00Z`) : value;
  }));
}
book.xlsx.writeFile(target);
