package sheet

import (
	"bytes"
	"fmt"
	"strings"

	"huiyin/internal/i18n"
)

// Manual writes the description of the template as Markdown in one language; docs/import.md is this text.
func Manual(lang string) []byte {
	p := i18n.For(lang)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n%s\n", p.T("import.doc.title"), p.T("import.doc.generated"))
	fmt.Fprintf(&b, "\n%s\n\n```sh\n%s\n```\n", p.T("import.doc.intro"), strings.Join([]string{
		"huiyin import template > import.xlsx", "huiyin import suggestions import.xlsx --dry-run", "huiyin import suggestions import.xlsx",
	}, "\n"))
	fmt.Fprintf(&b, "\n## %s\n\n", p.T("import.doc.rules"))
	for _, key := range guideNotes {
		fmt.Fprintf(&b, "- %s\n", p.T(key))
	}
	part(&b, p, "import.doc.year", YearTables)
	part(&b, p, "import.doc.people", PeopleTables)
	return b.Bytes()
}

func part(b *bytes.Buffer, p *i18n.Printer, title string, tables []Table) {
	fmt.Fprintf(b, "\n## %s\n", p.T(title))
	for _, t := range tables {
		fmt.Fprintf(b, "\n### %s\n\n%s\n\n", p.T(sheetKey(t.Key)), p.T("import.about_sheet."+t.Key))
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- |\n", p.T("import.guide.column"), p.T("import.guide.required"),
			p.T("import.guide.format"), p.T("import.guide.meaning"), p.T("import.guide.example"))
		for _, c := range t.Columns {
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", p.T(headerKey(t.Key, c.Key)), p.T(requiredKey(c)), bar(format(p, c)),
				bar(p.T(aboutKey(t.Key, c.Key))), bar(p.T(exampleKey(t.Key, c.Key))))
		}
	}
}

// bar keeps a text inside its cell of a Markdown table.
func bar(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "|", "\\|"), "\n", " ") }
