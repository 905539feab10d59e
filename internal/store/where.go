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
	b := make([]byte, 0, len(cond)+4*len(args))
	for _, a := range args {
		at := strings.IndexByte(cond, '?')
		w.args = append(w.args, a)
		b = strconv.AppendInt(append(append(b, cond[:at]...), '$'), int64(len(w.args)), 10)
		cond = cond[at+1:]
	}
	return string(append(b, cond...))
}

func joined(parts []string) string {
	if len(parts) == 0 {
		return "TRUE"
	}
	return "(" + strings.Join(parts, ") AND (") + ")"
}

// shift adds n to every placeholder number.
func shift(cond string, n int) string {
	if n == 0 {
		return cond
	}
	b := make([]byte, 0, len(cond)+len(cond)/8)
	for {
		at := strings.IndexByte(cond, '$')
		if at < 0 {
			return string(append(b, cond...))
		}
		end, number := at+1, 0
		for ; end < len(cond) && cond[end] >= '0' && cond[end] <= '9'; end++ {
			number = 10*number + int(cond[end]-'0')
		}
		b = append(b, cond[:at+1]...)
		if end > at+1 {
			b = strconv.AppendInt(b, int64(number+n), 10)
		}
		cond = cond[end:]
	}
}

// LikeContains returns the pattern of LIKE … ESCAPE '\' that finds text anywhere in a column.
func LikeContains(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + "%"
}
