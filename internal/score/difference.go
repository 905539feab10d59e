package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// difference is the first place where two documents are not the same.
type difference struct{ path, got, want string }

func (d difference) fault() error {
	if d.path == "" {
		return fault.New(fault.Conflict, "score.verify.form", "line", d.got)
	}
	if d.path == "digest" {
		return fault.New(fault.Conflict, "score.verify.digest", "got", d.got, "want", d.want)
	}
	return fault.New(fault.Conflict, "score.verify.differs", "path", d.path, "got", d.got, "want", d.want)
}

// firstDifference names the first value that differs, or the line when only the way of writing differs. What was read differently
// from how it is written comes before what was computed differently, and the digest last.
func firstDifference(got, want []byte) (difference, error) {
	a, err := tree(got)
	if err != nil {
		return difference{}, err
	}
	b, err := tree(want)
	if err != nil {
		return difference{}, err
	}
	if d, found := differ("", a, b); found {
		return d, nil
	}
	line := 1
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			break
		}
		line += one(got[i] == '\n')
	}
	return difference{got: strconv.Itoa(line)}, nil
}

func tree(raw []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	err := dec.Decode(&v)
	return v, err
}

// order puts the digest of a bundle behind what it stands for.
func order(key string) string {
	if key == "digest" {
		return "~"
	}
	return key
}

func differ(path string, a, b any) (difference, bool) {
	join := func(key string) string { return strings.TrimPrefix(path+"."+key, ".") }
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		both := maps.Clone(x)
		maps.Copy(both, y)
		keys := slices.SortedFunc(maps.Keys(both), func(k, l string) int { return strings.Compare(order(k), order(l)) })
		for _, k := range keys {
			if d, found := differ(join(k), x[k], y[k]); found {
				return d, true
			}
		}
		return difference{}, false
	case []any:
		y, ok := b.([]any)
		if !ok {
			break
		}
		for i := range max(len(x), len(y)) {
			var p, q any
			if i < len(x) {
				p = x[i]
			}
			if i < len(y) {
				q = y[i]
			}
			if d, found := differ(join(strconv.Itoa(i)), p, q); found {
				return d, true
			}
		}
		return difference{}, false
	}
	if same(a, b) {
		return difference{}, false
	}
	return difference{path, short(a), short(b)}, true
}

func same(a, b any) bool { return short(a) == short(b) }

func short(v any) string {
	switch v := v.(type) {
	case nil:
		return "—"
	case map[string]any:
		return "{…}"
	case []any:
		return "[…]"
	case string:
		return strconv.Quote(v)
	default:
		return fmt.Sprint(v)
	}
}
