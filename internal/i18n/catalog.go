package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed catalog/*/*.json
var files embed.FS

// message is one entry, cut once at loading so that printing neither parses nor allocates more than the sentence.
type message struct {
	one, other []segment
}

// segment is literal text or, when place is set, the name of an argument.
type segment struct {
	text    string
	place   bool
	ordinal bool // the place {number} of a sentence that reads it out
}

// load merges the area files of one language. A key that two areas claim is an error: the second would silently win.
func load(fsys fs.FS, lang string) (map[string]message, error) {
	names, err := fs.Glob(fsys, path.Join("catalog", lang, "*.json"))
	if err != nil {
		return nil, err
	}
	texts := make(map[string]message)
	owner := make(map[string]string)
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		var area map[string]json.RawMessage
		if err := json.Unmarshal(raw, &area); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, value := range area {
			if first, taken := owner[key]; taken {
				return nil, fmt.Errorf("%s: key %q is also in %s", name, key, first)
			}
			owner[key] = name
			if texts[key], err = parse(value); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, key, err)
			}
		}
	}
	ordinals(texts)
	return texts, nil
}

func parse(raw json.RawMessage) (message, error) {
	var plain string
	if json.Unmarshal(raw, &plain) == nil {
		return message{other: cut(plain)}, nil
	}
	var forms struct{ One, Other string }
	if err := json.Unmarshal(raw, &forms); err != nil {
		return message{}, err
	}
	m := message{other: cut(forms.Other)}
	if forms.One != "" {
		m.one = cut(forms.One)
	}
	return m, nil
}

func cut(s string) []segment {
	var out []segment
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		if before != "" {
			out = append(out, segment{text: before})
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			out = append(out, segment{text: "{" + rest})
			break
		}
		out = append(out, segment{text: name, place: true})
		s = after
	}
	if out == nil {
		out = []segment{{}}
	}
	return out
}
