// Package sheet reads and writes the workbooks through which people hand over whole years at once: the import template,
// historical years, lists of deputies, units and accounts, and the export of lists. It parses and judges; it holds no
// database, so that a dry run and a real run see the same rows and the same complaints.
//
// Decisions that a person meets:
//
//   - Columns are known by their header, in any order and either language; unknown columns are named in a warning.
//   - A formula counts with the value last computed when that value is there and plain, with a warning; otherwise it is an error.
//   - Merged cells among the rows are an error naming the range: a value is never copied into cells that do not hold it.
//   - A fact that the sheet lacks stays absent (未载). Nothing is guessed, except that reply facts typed on the sheet of
//     suggestions belong to the only answering unit when there is exactly one.
//   - Years of two digits, dates without a day, and dates written month first are refused, not interpreted.
package sheet
