package sheet

import (
	"strconv"

	"huiyin/internal/i18n"
)

func keyOf(key string) i18n.Key { return i18n.Key(key) }

func unitID(r Ref) string { return "#" + strconv.FormatInt(r.ID, 10) }

// Good returns the year without the suggestions that have an error in their own row, in a row of another sheet that
// belongs to them, or in the suggestion into which they were merged, and how many were left out. Commended units with
// errors are left out too. When a whole sheet could not be read nothing is good: half of the facts would be missing.
func (y *Year) Good() (good *Year, left int) {
	good = &Year{Congress: y.Congress, rows: y.rows}
	if y.torn {
		return good, len(y.Suggestions)
	}
	out := map[Key]bool{}
	for _, s := range y.Suggestions {
		if y.spoiled(s) {
			out[s.Key] = true
		}
	}
	for again := true; again; {
		again = false
		for _, s := range y.Suggestions {
			if s.Into.Number != "" && out[s.Into] && !out[s.Key] {
				out[s.Key], again = true, true
			}
		}
	}
	for _, s := range y.Suggestions {
		if out[s.Key] {
			left++
			continue
		}
		good.Suggestions = append(good.Suggestions, s)
	}
	for _, p := range y.Commended {
		if !y.bad[Commended][p.Row] {
			good.Commended = append(good.Commended, p)
		}
	}
	return good, left
}

func (y *Year) spoiled(s Suggestion) bool {
	if y.bad[Suggestions][s.Row] {
		return true
	}
	for _, a := range s.Assignments {
		if y.bad[Assignments][a.Row] {
			return true
		}
	}
	for _, c := range s.Commitments {
		if y.bad[Commitments][c.Row] {
			return true
		}
	}
	return false
}

// Sentence writes a problem's message in the printer's language.
func (p Problem) Sentence(pr *i18n.Printer) string { return pr.T(p.Key, p.Args...) }
