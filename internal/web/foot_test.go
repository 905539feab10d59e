package web

import (
	"fmt"
	"strings"
	"testing"
)

// The foot stays small on a telephone however many promises a reply makes: it offers what follows the one that is due first, and each promise its own.
func TestTheFootFollowsThePromiseDueFirst(t *testing.T) {
	c := newCity(t)
	k := c.promising("0009", `{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"},{"words":"六月前培训村医","result":"全部持证","due":"2026-06-10"},{"words":"年底前通水","result":"通水","due":"2026-12-20"}`)
	c.must(lead, k.ID, k.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	c.must(lead, k.ID, c.now(k.ID).Evaluations[0].No, "finish_evaluation", `{}`)
	_, body := c.as(health).get(path(k, ""))
	page, foot, _ := strings.Cut(body, `<section class="foot"`)
	foot, _, _ = strings.Cut(foot, "</section>")
	if got, want := text(foot), "我现在可以申报完成（六月前培训村医）登记进展（六月前培训村医）登记联系"; !strings.Contains(strings.Join(strings.Fields(got), ""), want) {
		t.Errorf("the foot says %s", got)
	}
	for _, p := range k.Commitments {
		for _, do := range []string{"claim_done", "note_progress", "move_date"} {
			if href := fmt.Sprintf(`href="%s?part=%d"`, path(k, "/do/"+do), p.No); strings.Count(page, href) != 1 {
				t.Errorf("%s: %d times %s beside the promise", p.Words, strings.Count(page, href), do)
			}
		}
	}
	if _, body = c.as(lead).get(path(k, "")); strings.Contains(body, "/do/note_progress") {
		t.Error("the deputy is offered what the unit does")
	}
}

// After a second "not satisfied" the meeting that the rules ask for is what comes next, and the decision once it was held.
func TestTheFootPutsTheMeetingBeforeTheDecision(t *testing.T) {
	c := newCity(t)
	k := c.unhappy()
	a := k.Assignments[0].No
	c.must(head, k.ID, a, "redo", `{"decision":"重新办理"}`)
	k = c.must(health, k.ID, a, "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
	r := k.Replies[1].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	c.must(healthHead, k.ID, r, "issue", `{"number":"2"}`)
	k = c.must(lead, k.ID, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有时间表"}`)
	c.must(lead, k.ID, k.Evaluations[1].No, "finish_evaluation", `{}`)
	first := func() string {
		_, body := c.as(clerk).get(path(k, ""))
		_, foot, _ := strings.Cut(body, `<section class="foot"`)
		_, foot, _ = strings.Cut(foot, `btn-primary" href="`)
		href, _, _ := strings.Cut(foot, `?`)
		return href
	}
	if got := first(); got != path(k, "/do/hold_meeting") {
		t.Errorf("before the meeting: %s", got)
	}
	c.must(clerk, k.ID, a, "hold_meeting", `{"text":"专家意见"}`)
	if got := first(); got != path(k, "/do/advise_redo") {
		t.Errorf("after the meeting: %s", got)
	}
}

// In the archive a unit reads why it may not add what it expects to, and nobody reads that the beginning of a suggestion is over.
func TestTheFootOfTheArchive(t *testing.T) {
	c := newCity(t)
	k := c.claimed()
	c.must(lead, k.ID, k.Assignments[0].No, "evaluate", `{"attitude":"satisfied","result":"satisfied"}`)
	c.must(lead, k.ID, c.now(k.ID).Evaluations[0].No, "finish_evaluation", `{}`)
	c.must(lead, k.ID, k.Commitments[0].No, "rate_fulfilment", `{"rating":"satisfied"}`)
	c.must(clerk, k.ID, k.Commitments[0].No, "verify_fulfilment", `{}`)
	c.must(clerk, k.ID, 0, "archive", `{}`)
	for _, at := range []struct {
		name string
		post int64
		says string
		not  []string
	}{
		{"the unit", health, "建议已经归档，不再补登。", []string{"/do/note_contact", "/do/register_form"}},
		{"the committee", clerk, "本件现在没有需要您办理的事项", []string{"不是办理此项的环节", "不能归档"}},
	} {
		_, body := c.as(at.post).get(path(k, ""))
		_, foot, _ := strings.Cut(body, `<section class="foot"`)
		if !strings.Contains(foot, at.says) {
			t.Errorf("%s: %s", at.name, text(foot))
		}
		for _, not := range at.not {
			if strings.Contains(body, not) {
				t.Errorf("%s: still %s", at.name, not)
			}
		}
	}
}
