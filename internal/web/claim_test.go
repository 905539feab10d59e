package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A deputy who has rated a promise reads so in the foot, and finds the rating in the form; it can be changed until the committee has verified it.
func TestARatedPromiseIsNotAskedForAgain(t *testing.T) {
	c := newCity(t)
	k := c.claimed()
	part := k.Commitments[0].No
	foot := func() string {
		_, body := c.as(lead).get(path(k, ""))
		_, foot, _ := strings.Cut(body, `<section class="foot"`)
		return text(foot)
	}
	if got := foot(); !strings.Contains(got, "评价落实情况") {
		t.Errorf("before: %s", got)
	}
	c.must(lead, k.ID, part, "rate_fulfilment", `{"rating":"basically","note":"还差两台"}`)
	if got := foot(); !strings.Contains(got, "修改评价") || strings.Contains(got, "评价落实情况") {
		t.Errorf("after: %s", got)
	}
	_, body := c.as(lead).get(path(k, fmt.Sprint("/do/rate_fulfilment?part=", part)))
	if !strings.Contains(body, `value="basically" checked`) || !strings.Contains(body, "还差两台</textarea>") {
		t.Errorf("the form does not hold the rating\n%s", text(body))
	}
}

// Whoever judges a claim that a promise is kept has the claims before it at the promise, with their evidence and why they did not hold: on the page of
// the suggestion, where it is judged, in the ledger and its workbook. What stands there is said once.
func TestClaimsBeforeStandAtThePromise(t *testing.T) {
	c := newCity(t)
	k := c.claimed()
	part := k.Commitments[0].No
	judge, verify := path(k, fmt.Sprint("/do/rate_fulfilment?part=", part)), path(k, fmt.Sprint("/do/verify_fulfilment?part=", part))
	first := []string{"3月2日申报完成：验收单", "代表3月2日评价不满意：墙面仍在渗水"}
	second := []string{"3月2日申报完成：重做防水", "代表3月2日评价满意", "联工委3月2日撤销完成认定：现场核查仍有渗水"}
	seen := func(name string, says ...string) {
		t.Helper()
		for _, at := range []struct {
			name string
			post int64
			path string
		}{
			{"the deputy's page", lead, path(k, "")},
			{"the committee's page", clerk, path(k, "")},
			{"the unit's page", health, path(k, "")},
			{"the deputy judges", lead, judge},
			{"the committee judges", clerk, verify},
			{"the deputy's ledger", lead, "/commitments?state=all"},
			{"the committee's ledger", clerk, "/commitments?state=all"},
		} {
			resp, body := c.as(at.post).get(at.path)
			if resp.StatusCode != 200 { // nothing is claimed
				continue
			}
			for _, s := range says {
				if n := strings.Count(body, s); n != 1 {
					t.Errorf("%s, %s: %q stands there %d times\n%s", name, at.name, s, n, text(body))
				}
			}
			if len(says) == 0 && strings.Contains(body, "此前申报") {
				t.Errorf("%s, %s: tells of claims before", name, at.name)
			}
		}
	}
	seen("claimed once")
	c.must(lead, k.ID, part, "rate_fulfilment", `{"rating":"not_satisfied","note":"墙面仍在渗水"}`)
	seen("not kept", first...)
	c.must(health, k.ID, part, "claim_done", `{"on":"2026-03-02","evidence":"重做防水"}`)
	seen("claimed again", first...)
	c.must(lead, k.ID, part, "rate_fulfilment", `{"rating":"satisfied"}`)
	c.must(clerk, k.ID, part, "overturn", `{"reason":"现场核查仍有渗水"}`)
	seen("overturned", append(first, second...)...)
	c.must(health, k.ID, part, "claim_done", `{"on":"2026-03-02","evidence":"更换管线"}`)
	seen("claimed a third time", append(first, second...)...)

	_, body := c.as(lead).get("/commitments?state=all")
	if !strings.Contains(body, "此前申报完成2次，未获认可") {
		t.Errorf("the ledger does not count them\n%s", text(body))
	}
	_, file := c.as(clerk).get("/commitments.xlsx?state=all")
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if said := fmt.Sprint(rows); err != nil || !strings.Contains(said, strings.Join(append(first, second...), "\n")) {
		t.Errorf("the workbook holds %v (%v)", rows, err)
	}
	_, other := c.as(water).get("/commitments?state=all")
	if strings.Contains(other, "渗水") {
		t.Error("another unit reads of them")
	}
}
