package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// stated is a count that the file itself claims.
type stated struct {
	table, item string // item: a code of totalItems, or "class:" and the class
	count       int
	row         int
	column      string // key of the column of the table, for the address
	words       string // as the sheet names it
}

// totalItems are the counts that the sheet of totals may state.
var totalItems = []string{
	"total", "received", "returned", "letter", "withdrawn", "merged", "session", "between", "meeting",
	"unreplied", "excellent", "key_leader", "key_committee", "commended",
}

func (y *yearReader) total(r *record) {
	words, count := r.short("item"), r.int("count", 0)
	if words == "" {
		return
	}
	item := totalItem(words)
	if item == "" {
		if class, ok := y.opt.class(words); ok {
			item = "class:" + class
		}
	}
	if item == "" {
		r.warn("item", "import.totals.unknown", "value", oneLine(words))
		return
	}
	for _, s := range y.totals {
		if s.table == Totals && s.item == item {
			r.fail("item", "import.totals.twice", "value", words, "first", r.rd.cell(s.row, "item"))
			return
		}
	}
	if r.has("count") {
		y.totals = append(y.totals, stated{Totals, item, count, r.row, "count", words})
	}
}

// totalWords maps every folded spelling of an item to its code, and of the mark of a row of totals to "row".
var totalWords = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, item := range totalItems {
		for _, s := range spellings("import.total." + item) {
			out[Fold(s)] = item
		}
	}
	return out
})

var rowWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, s := range spellings("import.total_row") {
		out[Fold(s)] = true
	}
	return out
})

func totalItem(words string) string { return totalWords()[Fold(words)] }

var classCount = regexp.MustCompile(`([A-Za-z])\s*\x{7c7b}?\s*[:=]?\s*([0-9]+)`)

// totalRow recognises a row of totals below the suggestions (合计), takes its counts and reports that it was one. Classes
// are written A 155, A类155件 or A:155 in any cell; a cell that is a plain number is the total.
func (y *yearReader) totalRow(r *record) bool {
	mark := ""
	for _, c := range r.store {
		if c.kind == cellText && len(c.text) < 32 && rowWords()[Fold(c.text)] {
			mark = c.text
		}
	}
	if mark == "" {
		return false
	}
	for i, c := range r.cells {
		if c == nil {
			continue
		}
		column := r.rd.table.Columns[i].Key
		text := strings.Map(half, c.text)
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
			y.totals = append(y.totals, stated{Suggestions, "total", n, r.row, column, mark})
			continue
		}
		for _, m := range classCount.FindAllStringSubmatch(text, -1) {
			class, ok := y.opt.class(m[1])
			n, err := strconv.Atoi(m[2])
			if ok && err == nil {
				y.totals = append(y.totals, stated{Suggestions, "class:" + class, n, r.row, column, m[1]})
			}
		}
	}
	return true
}

// checkTotals compares stated parts with the stated total, and every stated count with the rows. Parts that are counted
// more than once on purpose (units) are not among the items.
func (y *yearReader) checkTotals() {
	for _, table := range []string{Totals, Suggestions} {
		said := map[string]stated{}
		var classes []stated
		for _, s := range y.totals {
			if s.table != table {
				continue
			}
			said[s.item] = s
			if strings.HasPrefix(s.item, "class:") || s.item == "unreplied" {
				classes = append(classes, s)
			}
		}
		y.partsAdd(said, classes)
		if _, ok := said["between"]; ok {
			if v, ok := said["session"]; ok {
				y.partsAdd(said, []stated{v, said["between"]})
			}
		}
		y.waterfall(said)
		for _, s := range y.totals {
			if s.table == table {
				y.compare(s)
			}
		}
	}
}

// partsAdd: two or more stated parts must add to the stated total.
func (y *yearReader) partsAdd(said map[string]stated, parts []stated) {
	total, ok := said["total"]
	if !ok || len(parts) < 2 {
		return
	}
	sum := 0
	var terms []string
	for _, p := range parts {
		sum += p.count
		terms = append(terms, strconv.Itoa(p.count))
	}
	if sum != total.count {
		y.read[total.table].fail(total.row, total.column, "import.totals.parts", "total", total.count, "parts", strings.Join(terms, " + "),
			"sum", sum, "difference", distance(sum, total.count))
	}
}

// waterfall: received − returned − letters − withdrawn − merged = handled, when the first and the last are stated.
func (y *yearReader) waterfall(said map[string]stated) {
	received, ok1 := said["received"]
	total, ok2 := said["total"]
	if !ok1 || !ok2 {
		return
	}
	left := received.count
	terms := strconv.Itoa(received.count)
	for _, item := range []string{"returned", "letter", "withdrawn", "merged"} {
		if s, ok := said[item]; ok {
			left -= s.count
			terms += " \u2212 " + strconv.Itoa(s.count)
		}
	}
	if left != total.count {
		y.read[total.table].fail(total.row, total.column, "import.totals.waterfall", "total", total.count, "terms", terms,
			"result", left, "difference", distance(left, total.count))
	}
}

// compare sets a stated count beside the rows. A count of classes is only a warning while some case has several answering
// units and no class of its own: which class it counts under is then the scheme's to say, not the sheet's.
func (y *yearReader) compare(s stated) {
	n := y.countOf(s.item)
	if n == s.count {
		return
	}
	severity := SeverityError
	if strings.HasPrefix(s.item, "class:") && y.undecided() {
		severity = SeverityWarning
	}
	y.read[s.table].note(severity, s.row, s.column, "import.totals.counted", "item", s.words, "stated", s.count, "counted", n, "difference", distance(n, s.count))
}

func (y *yearReader) undecided() bool {
	for i := range y.year.Suggestions {
		s := &y.year.Suggestions[i]
		for _, a := range s.Assignments {
			if y.classOf(s) == "" && a.Reply.Class != "" {
				return true
			}
		}
	}
	return false
}

// classOf is the class under which a case counts: its own, or what the scheme makes of its units' classes.
func (y *yearReader) classOf(s *Suggestion) string {
	if s.Reply.Class != "" || y.opt.Worst == nil {
		return s.Reply.Class
	}
	var codes []string
	for _, a := range s.Assignments {
		if a.Role.Answers() && a.Reply.Class != "" {
			codes = append(codes, a.Reply.Class)
		}
	}
	return y.opt.Worst(codes...)
}

func distance(a, b int) int { return max(a-b, b-a) }

// countOf counts the rows that a stated item means.
func (y *yearReader) countOf(item string) int {
	if item == "commended" {
		return len(y.year.Commended)
	}
	n := 0
	for i := range y.year.Suggestions {
		if y.belongs(&y.year.Suggestions[i], item) {
			n++
		}
	}
	return n
}

func (y *yearReader) belongs(s *Suggestion, item string) bool {
	if class, ok := strings.CutPrefix(item, "class:"); ok {
		return s.Outcome == Handled && y.classOf(s) == class
	}
	switch item {
	case "received":
		return true
	case "total":
		return s.Outcome == Handled
	case "returned", "letter", "withdrawn", "merged":
		return s.Outcome == Outcome(item)
	case "session", "between":
		return s.Outcome == Handled && s.Stream == Stream(item)
	case "meeting":
		return s.Outcome == Handled && s.AtMeeting == Yes
	case "unreplied":
		return s.Outcome == Handled && !answered(s)
	case "excellent":
		return s.Excellent == Yes
	case "key_leader":
		return s.KeyLevel == KeyLeader
	default: // key_committee
		return s.KeyLevel == KeyCommittee
	}
}
