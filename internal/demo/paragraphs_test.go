package demo_test

import (
	"strings"
	"testing"

	"huiyin/internal/suggestion"
)

// No suggestion, reply or co-handler's opinion of the whole city repeats a paragraph of another. A case born of a split keeps the words of
// the one it came from, and a merged author's letter points at the main case's.
func TestNoTwoPapersOfTheCityShareAParagraph(t *testing.T) {
	seen := map[string]int64{}
	papers := 0
	once := func(c *suggestion.Case, what string, texts ...string) {
		papers++
		for p := range strings.SplitSeq(strings.Join(texts, "\n"), "\n") {
			if p == "" {
				continue
			}
			if by, twice := seen[p]; twice {
				t.Errorf("%s of case %d repeats a paragraph of case %d: %s", what, c.ID, by, p)
			}
			seen[p] = c.ID
		}
	}
	for _, c := range whole(t).Cases {
		if c.SplitFrom == 0 {
			once(c, "text", append([]string{c.Text.Situation, c.Text.Analysis}, c.Text.Requests...)...)
		}
		for _, r := range c.Replies {
			if r.MainCase == 0 {
				once(c, "reply", append([]string{r.Opening, r.Reason, r.Opinions}, r.Answers...)...)
			}
		}
		for _, o := range c.Opinions {
			once(c, "opinion", o.Text)
		}
	}
	if papers < 1500 {
		t.Errorf("only %d papers", papers)
	}
}
