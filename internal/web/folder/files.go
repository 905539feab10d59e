package folder

import (
	"reflect"

	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// FileHref returns the address of a file of a dossier: readable by whoever sees the dossier, and by nobody through its hash alone.
func FileHref(id int64, hash string) string { return Href(id) + "/files/" + hash }

// FileLinks are the files as links.
func (r Reader) FileLinks(list []suggestion.File) []templates.Link {
	var out []templates.Link
	for _, f := range list {
		out = append(out, templates.Link{Href: FileHref(r.Doc.Top().ID, f.Hash), Text: f.Name})
	}
	return out
}

func (v viewer) fileLinks(list []suggestion.File) []templates.Link { return v.r.FileLinks(list) }

// files is the table of a document's own files.
func (v viewer) files(sf reflect.StructField, list []suggestion.File) templates.DossierSection {
	s := templates.DossierSection{Title: v.label(sf)}
	s.Table = templates.Table{Caption: s.Title, Columns: []templates.Column{
		{Text: v.r.P.T("dossier.file_name"), Kind: templates.ColTitle}, {Text: v.r.P.T("dossier.file_size"), Kind: templates.ColNum},
	}}
	for _, f := range list {
		s.Table.Rows = append(s.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: f.Name, Href: FileHref(v.r.Doc.Top().ID, f.Hash)}, {Text: casefile.Size(f.Size)},
		}})
	}
	return s
}
