package sheet

import (
	"slices"
	"strings"

	"huiyin/internal/i18n"
)

// Names maps folded names to the ids that bear them; a name borne by two is ambiguous, never decided by chance.
type Names map[string][]int64

// Add makes an id known under every name; empty names are skipped.
func (n Names) Add(id int64, names ...string) {
	for _, name := range names {
		key := Fold(name)
		if key != "" && !slices.Contains(n[key], id) {
			n[key] = append(n[key], id)
		}
	}
}

// Directory is what the installation knows of one congress: the words of the sheet are looked up here. A nil Directory
// leaves every id 0 and complains about no name. A nil map inside means that nothing of the kind is known.
type Directory struct {
	Units       Names            // handling units by name, short name, code and alias
	Deputies    Names            // deputies by name, those of former terms included
	Certs       map[string]int64 // deputies by certificate number (代表证号), folded
	Delegations Names
	Categories  Names
	Committees  Names // special committees and offices that supervise (委室)
	Others      Names // bodies whose people only sign in: the government's leaders, county congresses, survey firms and the like
}

// NewDirectory returns a directory with empty maps.
func NewDirectory() *Directory {
	return &Directory{Units: Names{}, Deputies: Names{}, Certs: map[string]int64{}, Delegations: Names{}, Categories: Names{}, Committees: Names{}, Others: Names{}}
}

// seeker looks names up and remembers the suggestions made for unknown ones, which are dear to find.
type seeker struct {
	dir  *Directory
	near map[string][]string
}

// find looks a name up in one map. The complaint is empty when exactly one bears it.
func (s *seeker) find(names Names, kind, name string) (id int64, complaint string, args []any) {
	if s.dir == nil {
		return 0, "", nil
	}
	switch ids := names[Fold(name)]; len(ids) {
	case 1:
		return ids[0], "", nil
	case 0:
		if near := s.nearest(names, kind, name); len(near) > 0 {
			return 0, "import.name.unknown_near", []any{"value", name, "near", near, "kind", i18n.Key("import.kind." + kind)}
		}
		return 0, "import.name.unknown", []any{"value", name, "kind", i18n.Key("import.kind." + kind)}
	default:
		return 0, "import.name.ambiguous", []any{"value", name, "count", len(ids), "kind", i18n.Key("import.kind." + kind)}
	}
}

// person looks a deputy up, by certificate number where given (the name must then be that deputy's), else by unique name.
func (s *seeker) person(ref Ref) (id int64, complaint string, args []any) {
	if s.dir == nil {
		return 0, "", nil
	}
	if ref.Cert == "" {
		id, complaint, args = s.find(s.dir.Deputies, string(KindPerson), ref.Name)
		if complaint == "import.name.ambiguous" {
			complaint = "import.name.same_name"
		}
		return id, complaint, args
	}
	id, ok := s.dir.Certs[Fold(ref.Cert)]
	if !ok {
		return 0, "import.name.unknown_cert", []any{"value", ref.Cert}
	}
	if ref.Name != "" && !slices.Contains(s.dir.Deputies[Fold(ref.Name)], id) {
		return 0, "import.name.cert_mismatch", []any{"cert", ref.Cert, "name", ref.Name}
	}
	return id, "", nil
}

// nearest names up to three known names that share most characters with the unknown one, best first.
func (s *seeker) nearest(names Names, kind, name string) []string {
	key := kind + "\x00" + name
	if near, ok := s.near[key]; ok {
		return near
	}
	type scored struct {
		name  string
		score float64
	}
	var best []scored
	folded := []rune(Fold(name))
	for known := range names {
		if v := likeness(folded, []rune(known)); v >= 0.4 {
			best = append(best, scored{known, v})
		}
	}
	slices.SortFunc(best, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, b := range best[:min(3, len(best))] {
		if b.score > best[0].score-0.2 {
			out = append(out, b.name)
		}
	}
	if s.near == nil {
		s.near = map[string][]string{}
	}
	if len(s.near) < 10_000 {
		s.near[key] = out
	}
	return out
}

// likeness is the share of common characters (twice the common ones over all), between 0 and 1.
func likeness(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	used := make([]bool, len(b))
	common := 0
	for _, r := range a {
		for i, q := range b {
			if !used[i] && q == r {
				used[i] = true
				common++
				break
			}
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// splitPeople cuts a list of deputies at commas, semicolons, enumeration commas and line ends.
func splitPeople(s string) []string {
	fields := strings.FieldsFunc(s, func(r rune) bool {
		switch half(r) {
		case ',', ';', '\n', '\t', '\u3001', '|':
			return true
		}
		return false
	})
	var out []string
	for _, f := range fields {
		if f = tidy(f); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// splitPerson cuts 姓名(代表证号) into its parts; brackets of either width.
func splitPerson(s string) Ref {
	s = strings.Map(func(r rune) rune {
		if h := half(r); h == '(' || h == ')' {
			return h
		}
		return r
	}, tidy(s))
	if name, rest, found := strings.Cut(s, "("); found && strings.HasSuffix(rest, ")") {
		return Ref{Name: squeeze(name), Cert: strings.TrimSpace(strings.TrimSuffix(rest, ")"))}
	}
	return Ref{Name: squeeze(s)}
}

// squeeze takes the spaces out of a Chinese name, which forms spread over the width of three characters.
func squeeze(s string) string {
	for _, r := range s {
		if r < 0x2E80 && r != ' ' {
			return strings.TrimSpace(s)
		}
	}
	return strings.ReplaceAll(s, " ", "")
}
