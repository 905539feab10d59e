package store

import (
	"strconv"
	"strings"
)

// Where collects conditions and numbers their parameters $1, $2, … Its zero value is ready to use and matches everything.
type Where struct {
	parts []string
	args  []any
	each  bool // asked of every row of a pass: no list is made for comparing
}

// And adds a condition in which each ? stands for the next argument: w.And("due_on < ? AND light = ?", day, light).
// Texts that contain a question mark of their own belong into an argument.
func (w *Where) And(cond string, args ...any) *Where {
	w.parts = append(w.parts, w.number(cond, args))
	return w
}

// AndIf adds the condition only when ok.
func (w *Where) AndIf(ok bool, cond string, args ...any) *Where {
	if ok {
		w.And(cond, args...)
	}
	return w
}

// In adds "column IN (…)". An empty list matches nothing.
func In[T any](w *Where, column string, values []T) *Where {
	if len(values) == 0 {
		w.parts = append(w.parts, "FALSE")
		return w
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	if w.each && len(values) <= 4 {
		return w.And(column+" = ?"+strings.Repeat(" OR "+column+" = ?", len(values)-1), args...)
	}
	return w.And(column+" IN ("+strings.TrimSuffix(strings.Repeat("?,", len(values)), ",")+")", args...)
}

// Or adds "(a OR b OR …)" of the conditions that the alternatives collect; none at all matches nothing.
func (w *Where) Or(alternatives ...*Where) *Where {
	var texts []string
	for _, alt := range alternatives {
		shifted := make([]string, len(alt.parts))
		for i, p := range alt.parts {
			shifted[i] = shift(p, len(w.args))
		}
		w.args = append(w.args, alt.args...)
		texts = append(texts, "("+joined(shifted)+")")
	}
	if len(texts) == 0 {
		texts = []string{"FALSE"}
	}
	w.parts = append(w.parts, "("+strings.Join(texts, " OR ")+")")
	return w
}

// Arg adds a parameter outside the conditions, such as a limit, and returns its placeholder.
func (w *Where) Arg(v any) string {
	w.args = append(w.args, v)
	return "$" + strconv.Itoa(len(w.args))
}

// merge makes one condition of all.
func (w *Where) merge() { w.parts = []string{joined(w.parts)} }

// String returns " WHERE …", or nothing when no condition was added.
func (w *Where) String() string {
	if len(w.parts) == 0 {
		return ""
	}
	return " WHERE " + joined(w.parts)
}

// Args returns the arguments in the order of their numbers.
func (w *Where) Args() []any { return w.args }

func (w *Where) number(cond string, args []any) string {
	if strings.Count(cond, "?") != len(args) {
		panic("store: condition and arguments differ: " + cond)
	}
	var b strings.Builder
	for _, r := range cond {
		if r == '?' {
			b.WriteString(w.Arg(args[0]))
			args = args[1:]
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func joined(parts []string) string {
	if len(parts) == 0 {
		return "TRUE"
	}
	return "(" + strings.Join(parts, ") AND (") + ")"
}

// shift adds n to every placeholder number.
func shift(cond string, n int) string {
	var b strings.Builder
	for i := 0; i < len(cond); {
		j := i + 1
		if cond[i] == '$' {
			for j < len(cond) && cond[j] >= '0' && cond[j] <= '9' {
				j++
			}
			if k, err := strconv.Atoi(cond[i+1 : j]); err == nil {
				b.WriteString("$" + strconv.Itoa(k+n))
				i = j
				continue
			}
		}
		b.WriteString(cond[i:j])
		i = j
	}
	return b.String()
}

// LikeContains returns the pattern of LIKE … ESCAPE '\' that finds text anywhere in a column.
func LikeContains(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + "%"
}
