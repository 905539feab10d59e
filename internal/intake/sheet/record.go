package sheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// record is one row: its cells by column of the table. Every accessor reports what is wrong with its cell and then
// returns the zero value, so that a row names all its faults at once.
type record struct {
	rd    *reading
	row   int
	cells []*cell
	store []cell
}

// load binds a row's cells; false when no known column is filled.
func (r *record) load(row int, cells []cell) bool {
	r.row = row
	r.store = append(r.store[:0], cells...)
	any := false
	for i, at := range r.rd.at {
		r.cells[i] = nil
		if at < 0 {
			continue
		}
		for j := range r.store {
			if r.store[j].column == at {
				r.cells[i] = &r.store[j]
				any = true
				break
			}
		}
	}
	return any
}

// has reports whether the row fills the column.
func (r *record) has(key string) bool { return r.cells[r.rd.column(key)] != nil }

// fail reports an error of one cell.
func (r *record) fail(key, complaint string, args ...any) {
	r.rd.fail(r.row, key, complaint, args...)
}

// warn reports something to look at in one cell.
func (r *record) warn(key, complaint string, args ...any) {
	r.rd.note(SeverityWarning, r.row, key, complaint, args...)
}

// errorValues are what a formula gives that failed. Some programs keep them as text.
var errorValues = []string{"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}

// value returns the cell of a column after judging formulas and error values; nil when there is nothing to read.
func (r *record) value(key string) *cell {
	i := r.rd.column(key)
	c := r.cells[i]
	if c == nil {
		if r.rd.table.Columns[i].Required {
			r.fail(key, "import.required", "header", r.rd.title[i])
		}
		return nil
	}
	switch {
	case c.kind == cellError, slices.Contains(errorValues, c.text):
		r.fail(key, "import.error_value", "value", c.text)
		return nil
	case c.formula && c.kind == cellBlank:
		r.fail(key, "import.formula.empty")
		return nil
	case c.formula:
		r.warn(key, "import.formula.taken", "value", oneLine(c.text))
	}
	return c
}

// words is the text of a cell of any kind, untrimmed; numbers as people would have typed them.
func (r *record) words(key string) string {
	c := r.value(key)
	if c == nil {
		return ""
	}
	s := c.text
	switch c.kind {
	case cellNumber:
		if math.Abs(c.number) >= 1e15 {
			r.fail(key, "import.digits_lost", "value", c.text)
			return ""
		}
		if s = strconv.FormatFloat(c.number, 'f', -1, 64); len(s) < c.style.zeros && !strings.Contains(s, ".") {
			s = strings.Repeat("0", c.style.zeros-len(s)) + s
		}
	case cellBool:
		s = map[string]string{"1": "TRUE", "0": "FALSE"}[c.text]
	}
	if bad, found := forbidden(s); found {
		r.fail(key, "import.control_character", "code", "U+"+strings.ToUpper(strconv.FormatInt(0x10000+int64(bad), 16)[1:]))
		return ""
	}
	return s
}

// label reads a short text whose leading zeros count; full-width digits become ordinary ones.
func (r *record) label(key string) string {
	return r.limited(key, suggestion.OneLine(tidy(r.words(key))), 100)
}

// short reads one line of at most 200 characters.
func (r *record) short(key string) string {
	return r.limited(key, suggestion.OneLine(plain(r.words(key))), 200)
}

// long reads paragraphs.
func (r *record) long(key string) string { return r.limited(key, plain(r.words(key)), maxText) }

func (r *record) limited(key, s string, most int) string {
	if n := utf8.RuneCountInString(s); n > most {
		r.fail(key, "import.too_long", "count", n, "max", most)
		return ""
	}
	return s
}

// int reads a whole number not below least.
func (r *record) int(key string, least int) int {
	c := r.value(key)
	if c == nil {
		return 0
	}
	v := c.number
	if c.kind != cellNumber {
		s := strings.TrimSpace(strings.Map(half, c.text))
		n, err := strconv.Atoi(s)
		if err != nil {
			r.fail(key, "import.not_number", "value", oneLine(c.text))
			return 0
		}
		v = float64(n)
	}
	if v != math.Trunc(v) || v < float64(least) || v > 1_000_000 {
		r.fail(key, "import.not_count", "value", oneLine(c.text), "least", least)
		return 0
	}
	return int(v)
}

// day reads a date, real or written.
func (r *record) day(key string) calendar.Day {
	c := r.value(key)
	if c == nil {
		return ""
	}
	var day calendar.Day
	var complaint string
	switch c.kind {
	case cellNumber:
		day, complaint = serialDay(c.number, r.rd.env.book.since1904)
		if complaint == "" && !c.style.date && c.number < 10_000_000 {
			r.warn(key, "import.date.as_number", "value", c.text, "day", day)
		}
	case cellText, cellISODay:
		day, complaint = parseDay(c.text)
	default:
		complaint = "import.date.unreadable"
	}
	if complaint != "" {
		r.fail(key, complaint, "value", oneLine(c.text), "first", firstYear, "last", lastYear)
	}
	return day
}

// happened reads the day of an act: one that is yet to come is a slip of the pen.
func (r *record) happened(key string) calendar.Day {
	day := r.day(key)
	if today := r.rd.env.opt.Today; today != "" && day > today {
		r.fail(key, "import.date.future", "header", r.rd.title[r.rd.column(key)], "day", day)
	}
	return day
}

// choice reads one of a closed list and returns its code.
func (r *record) choice(key string) string {
	s := tidy(r.words(key))
	if s == "" {
		return ""
	}
	name := r.rd.table.Columns[r.rd.column(key)].Choice
	if code, ok := choiceCodes()[name][Fold(s)]; ok {
		return code
	}
	r.fail(key, "import.not_in_list", "value", oneLine(s), "allowed", allowed(name))
	return ""
}

// allowed lists the values of a closed list for messages.
func allowed(choice string) []i18n.Key {
	var out []i18n.Key
	for _, code := range choices[choice] {
		out = append(out, i18n.Key(valueKey(choice, code)))
	}
	return out
}

// named looks a name up; the words stay even when nobody is found, for the message of the caller's page.
func (r *record) named(key string, names func(*Directory) Names) Ref {
	ref := Ref{Name: r.short(key)}
	if ref.Name == "" {
		return Ref{}
	}
	if dir := r.rd.env.seek.dir; dir != nil {
		kind := string(r.rd.table.Columns[r.rd.column(key)].Kind)
		id, complaint, args := r.rd.env.seek.find(names(dir), kind, ref.Name)
		if complaint != "" {
			r.fail(key, complaint, args...)
		}
		ref.ID = id
	}
	return ref
}

func (r *record) unit(key string) Ref {
	return r.named(key, func(d *Directory) Names { return d.Units })
}

// person looks one deputy up; certKey names the column with the certificate number, or is empty.
func (r *record) person(key, certKey string) Ref {
	ref := splitPerson(r.short(key))
	if certKey != "" {
		if cert := r.label(certKey); cert != "" {
			ref.Cert = cert
			if ref.Name == "" {
				key = certKey
			}
		}
	}
	return r.resolve(key, ref)
}

func (r *record) resolve(key string, ref Ref) Ref {
	if ref.Name == "" && ref.Cert == "" {
		return Ref{}
	}
	id, complaint, args := r.rd.env.seek.person(ref)
	if complaint != "" {
		r.fail(key, complaint, args...)
	}
	ref.ID = id
	return ref
}

// people looks several deputies up; the same one twice is an error.
func (r *record) people(key string) []Ref {
	var out []Ref
	for _, s := range splitPeople(r.long(key)) {
		ref := r.resolve(key, splitPerson(s))
		for _, other := range out {
			if other == ref {
				r.fail(key, "import.person_twice", "name", ref.Name)
			}
		}
		out = append(out, ref)
	}
	return out
}

// class reads a reply class through the scheme in force.
func (r *record) class(key string) string {
	s := tidy(r.words(key))
	if s == "" {
		return ""
	}
	code, ok := r.rd.env.opt.class(s)
	if !ok {
		r.fail(key, "import.class_unknown", "value", oneLine(s), "allowed", r.rd.env.opt.ClassWords)
	}
	return code
}
