// Package document holds official papers as content (Paper) and writes them as Word files in the layout of GB/T 9704-2012. The
// same content feeds the printed page, so that the two cannot differ. Bytes depend on the content alone: the same paper is the
// same file at any time, and a file says nothing of who made it or when.
package document

import (
	"strconv"
	"strings"

	"huiyin/internal/i18n"
)

// Paper is one official paper. Empty fields leave their element out.
type Paper struct {
	Letter  bool    // the letter form (信函格式), in which units answer; otherwise the ordinary form
	Wide    bool    // A4 across, for lists
	Mark    string  // issuing body in red (发文机关标志); none on reports, forms and lists
	Number  string  // of the document (发文字号), as 〔2026〕12号
	Class   string  // class mark of a reply, top right
	Heading string  // title (标题)
	Note    string  // a line below the title: to what meeting, until which day
	To      string  // addressee (主送)
	Blocks  []Block // the text
	Annexes []Annex // each begins a page of its own, named below the text
	Sign    []string
	Remark  string   // 附注: whom to ask
	Copies  []string // 版记: who else receives it
}

// Block is a heading, a paragraph or a table of a text.
type Block struct {
	Level int    // 1 to 4 make a heading: one, (one), 1., (1); 0 a paragraph
	Spans []Span // the words of a heading or paragraph
	Table *Table // instead of words
}

// Span is a run of words. Where it leads is for the page: a figure opens the list behind it; a file has no use for it.
type Span struct{ Text, Href string }

// Annex is an attachment (附件) of the paper.
type Annex struct {
	Heading string
	Note    string
	Table   Table
	Wide    bool // A4 across
}

// AnnexMark is what stands above the i-th of so many annexes.
func AnnexMark(say *i18n.Printer, i, of int) string {
	if of == 1 {
		return say.T("document.annex")
	}
	return say.T("document.annex_numbered", "n", i+1)
}

// Named is the line that names the i-th of so many annexes below the text (附件说明).
func (a Annex) Named(say *i18n.Printer, i, of int) string {
	switch {
	case of == 1:
		return say.T("document.annex_note", "name", a.Heading)
	case i == 0:
		return say.T("document.annex_note_first", "name", a.Heading)
	}
	return say.T("document.annex_note_next", "n", i+1, "name", a.Heading)
}

// Table has hairlines. With columns, their heads repeat on every page; without, it is a form whose first column names the rest.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]Span
}

// Column is one column of a table.
type Column struct {
	Text  string
	Share int  // of the width, against the shares of the others
	Num   bool // figures stand to the right
}

// Head makes a heading of a level.
func Head(level int, text string) Block { return Block{Level: level, Spans: []Span{{Text: text}}} }

// Numbered makes the n-th heading of a level in the standard's order: 一、 then （一） then 1. and （1）.
func Numbered(say *i18n.Printer, level, n int, text string) Block {
	number := strconv.Itoa(n)
	if level <= 2 {
		number = say.Ordinal(n)
	}
	return Head(level, say.T("document.level_"+strconv.Itoa(level), "n", number, "text", text))
}

// Session names a session of a congress in full, as the titles of papers do: the place before its term, then the session.
func Session(say *i18n.Printer, congress string, term, number int) string {
	if place, ok := strings.CutSuffix(congress, say.T("document.congress_word")); ok {
		return say.T("document.session_full", "place", place, "term", say.Ordinal(term), "number", say.Ordinal(number))
	}
	return say.T("document.session", "congress", congress, "term", say.Ordinal(term), "number", say.Ordinal(number))
}

// Text makes a paragraph.
func Text(text string) Block { return Block{Spans: []Span{{Text: text}}} }

// Line is one line of a form: what is asked, and what stands there.
type Line struct{ Term, Value string }

// Form makes a table of lines (表式文书).
func Form(lines ...Line) Block {
	t := &Table{}
	for _, l := range lines {
		t.Rows = append(t.Rows, []Span{{Text: l.Term}, {Text: l.Value}})
	}
	return Block{Table: t}
}
