package words

import (
	"io/fs"
	"strings"
	"sync"
)

// Matter is a subject (题材) of which several deputies may write, each about another place.
type Matter struct {
	Key      string
	Category string   // second-level category code
	Urban    bool     // happens in streets, not in townships
	Lead     string   // unit key
	Co       []string // unit keys, may be empty
	Object   string   // what it is about, as it stands after 关于加强…: 乡镇卫生院能力建设

	titles, situation, analysis []template
	asks                        []ask
	hard                        ask // a request that cannot be met, for the reason given
	reason, basis               template
	named                       map[byte]segment
}

// ask is one thing that a deputy requests, with what a unit may answer to it.
type ask struct {
	head                      string
	detail, done, plan, bring template
	common                    bool // fits every subject
}

type library struct {
	matters []Matter
	common  Matter // requests that fit every subject
	frames  frames
}

var stock = sync.OnceValue(func() library {
	lib := library{frames: frames{}}
	for _, l := range lines("data/frames.txt") {
		key, s, _ := strings.Cut(l, " ")
		lib.frames[key] = append(lib.frames[key], compile(s))
	}
	names, err := fs.Glob(files, "matters/*.txt")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, n := range names {
		lib.matters = append(lib.matters, readMatters(lines(n))...)
	}
	for _, r := range table("data/hard.txt") {
		for i := range lib.matters {
			if lib.matters[i].Key == r[0] {
				lib.matters[i].hard = ask{head: r[1], detail: compile(r[2])}
			}
		}
	}
	lib.common = readMatters(lines("data/common.txt"))[0]
	for i := range lib.common.asks {
		lib.common.asks[i].common = true
	}
	return lib
})

// readMatters reads subjects: a line starts with a letter that says what follows it.
// @ head, T title, S situation, A analysis, R request, D done, P planned, M measurable result, C reason, B basis.
func readMatters(list []string) []Matter {
	var out []Matter
	for _, l := range list {
		kind, text := l[0], strings.TrimSpace(l[1:])
		if kind == '@' {
			f := strings.Split(text, "|")
			m := Matter{Key: f[0], Category: f[1], Urban: f[2] == "u", Lead: f[3], Object: f[5], named: map[byte]segment{}}
			if f[4] != "" {
				m.Co = strings.Split(f[4], ",")
			}
			out = append(out, m)
			continue
		}
		m := &out[len(out)-1]
		head, detail, _ := strings.Cut(text, "|")
		var t template
		if kind == 'R' {
			t = compile(detail)
			m.asks = append(m.asks, ask{head: head, detail: t})
		} else {
			t = compile(text)
		}
		for _, seg := range t {
			if seg.op >= 'A' && seg.op <= 'Z' && seg.hi > 0 {
				m.named[seg.op] = seg
			}
		}
		last := len(m.asks) - 1
		switch kind {
		case 'T':
			m.titles = append(m.titles, t)
		case 'S':
			m.situation = append(m.situation, t)
		case 'A':
			m.analysis = append(m.analysis, t)
		case 'D':
			m.asks[last].done = t
		case 'P':
			m.asks[last].plan = t
		case 'M':
			m.asks[last].bring = t
		case 'C':
			m.reason = t
		case 'B':
			m.basis = t
		case 'R':
		default:
			panic("unknown line " + l)
		}
	}
	return out
}
