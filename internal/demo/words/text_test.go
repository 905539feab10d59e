package words

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const sample = 1200

// TestNoTwoTextsShareAParagraph writes 1,200 cases with replies of every outcome and two rounds.
func TestNoTwoTextsShareAParagraph(t *testing.T) {
	known := map[string]bool{}
	for _, o := range MakeCity(1).Orgs {
		if o.Congress == CityKey {
			known[o.Key] = true
		}
	}
	categories := map[string]bool{}
	for _, c := range Categories() {
		categories[c.Code] = c.Parent != ""
	}
	seen, titles := map[string]string{}, map[string]int{}
	once := func(where, text string) {
		t.Helper()
		for p := range strings.SplitSeq(text, "\n") {
			if by, twice := seen[p]; twice {
				t.Fatalf("%s repeats a paragraph of %s: %s", where, by, p)
			}
			seen[p] = where
			if bad := fault(p); bad != "" {
				t.Errorf("%s: %s in %s", where, bad, p)
			}
		}
	}
	short, long, rshort, rlong := 9999, 0, 9999, 0
	for i := range sample {
		c := Case(3, i, "2026-01-14")
		where := c.Matter + "/" + c.Title
		titles[c.Title]++
		if !strings.HasPrefix(c.Title, "关于") || !strings.HasSuffix(c.Title, "的建议") || fault(c.Title) != "" || utf8.RuneCountInString(c.Title) > 40 {
			t.Errorf("title %s", c.Title)
		}
		if len(c.Requests) < 2 || len(c.Requests) > 4 {
			t.Errorf("%s: %d requests", where, len(c.Requests))
		}
		if !categories[c.Category] || !known[c.Lead] {
			t.Errorf("%s: category %s, lead %s", where, c.Category, c.Lead)
		}
		for _, k := range c.Co {
			if !known[k] || k == c.Lead {
				t.Errorf("%s: co-handler %s", where, k)
			}
		}
		if !known["dl_"+c.County] {
			t.Errorf("%s: county %s", where, c.County)
		}
		body := c.Situation + "\n" + c.Analysis + "\n" + strings.Join(c.Requests, "\n")
		once(where, body)
		n := utf8.RuneCountInString(body)
		short, long = min(short, n), max(long, n)
		if n < 500 || n > 900 {
			t.Errorf("%s: body of %d characters", where, n)
		}
		for _, o := range []Outcome{Solved, Promised, Infeasible} {
			for round := 1; round <= 2; round++ {
				r := ReplyText(3, i, Ask{Outcome: o, Round: round, On: "2026-04-20"})
				if round == 1 {
					n := utf8.RuneCountInString(r.Text())
					rshort, rlong = min(rshort, n), max(rlong, n)
					if n < 500 || n > 1200 {
						t.Errorf("%s %s: reply of %d characters", where, o, n)
					}
				}
				// A case gets one outcome a round; what it did not get was never sent.
				if want := []Outcome{Solved, Promised, Infeasible}; o == want[i/round%3] {
					once(where+string(o), r.Text())
				} else {
					for p := range strings.SplitSeq(r.Text(), "\n") {
						if bad := fault(p); bad != "" {
							t.Errorf("%s: %s in %s", where, bad, p)
						}
					}
				}
				checkReply(t, where, o, c, r)
			}
		}
	}
	for title, n := range titles {
		if n > 1 {
			t.Errorf("%d cases are called %s", n, title)
		}
	}
	t.Logf("bodies %d–%d, replies %d–%d characters, %d paragraphs", short, long, rshort, rlong, len(seen))
}

func checkReply(t *testing.T, where string, o Outcome, c CaseText, r Reply) {
	t.Helper()
	if len(r.Parts) != len(c.Requests) {
		t.Errorf("%s: %d parts for %d requests", where, len(r.Parts), len(c.Requests))
	}
	if (o == Promised) != (len(r.Commitments) > 0) || (o == Infeasible || c.Hard) != (r.Reason != "" && r.Basis != "") {
		t.Errorf("%s %s: commitments %d, reason %q", where, o, len(r.Commitments), r.Reason)
	}
	for _, k := range r.Commitments {
		if !strings.Contains(r.Parts[k.Request], k.Words) || k.Due <= "2026-04-20" || k.Result == "" || fault(k.Words) != "" {
			t.Errorf("%s: commitment %+v", where, k)
		}
	}
}

// fault finds what must not be in a text: slots, half-width punctuation, doubled marks, an empty slot.
func fault(s string) string {
	for i := range len(s) {
		b := s[i]
		switch {
		case b >= 0x80, b >= '0' && b <= '9', b >= 'A' && b <= 'Z', b == '%':
		case b == '.' && i > 0 && i+1 < len(s) && digit(s[i-1]) && digit(s[i+1]):
		default:
			return "character " + string(b)
		}
	}
	for _, bad := range []string{"。。", "，，", "，。", "。，", "、、", "；。", "：。", "“”", "《》", "镇镇", "村村", "县县", "社区社区", "街道街道", "的的", "年年"} {
		if strings.Contains(s, bad) {
			return bad
		}
	}
	return ""
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
