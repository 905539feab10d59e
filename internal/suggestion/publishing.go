package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// Concluded are the states in which it is decided what came of a suggestion: what the deputy says of it hangs no longer in the balance.
var Concluded = states{FollowUp, Closed, Archived}

// Publishing are the decisions, taken with the answer, by which a suggestion is published.
var Publishing = []string{"full", "summary"}

// Public reports whether a suggestion with its answers is given to the public (公开): it is decided what came of it, the author agreed to the whole text,
// whoever answered decided to publish the answer, and the author's identity is not protected.
func (c *Case) Public() bool { return c.In(Concluded...) && !c.withheld() }

func (c *Case) withheld() bool {
	return c.About.Protected || c.About.Publish != "full" || !slices.Contains(Publishing, c.Measure(nil).Published)
}

// Unpublished says why an answer that was to be published is not, or no longer. Each is the end of the name of the action that ends its time.
type Unpublished string

// The reasons, in the order in which they are asked.
const (
	AnswerReplaced  Unpublished = "replaced"   // 重新办理, 另行答复
	AuthorProtected Unpublished = "protected"  // 代表身份保密
	AuthorObjects   Unpublished = "not_agreed" // 代表未同意全文公开
	UnitObjects     Unpublished = "declined"   // 另有承办单位决定不公开
)

// Unpublished returns why the answer whose time for publishing this clock counts is not published; empty while it is to be, or was.
func (c *Case) Unpublished(k *Clock) Unpublished {
	a := c.Assignment(k.Part)
	switch {
	case k.Name != rule.Publish || a == nil:
		return ""
	case k.Round < a.Round:
		return AnswerReplaced
	case c.About.Protected:
		return AuthorProtected
	case c.About.Publish != "full":
		return AuthorObjects
	case c.withheld():
		return UnitObjects
	}
	return ""
}

// PublishingOver reports whether a clock only still runs in the record, written before the tables ended the time for publishing: what it waits for was
// done, or will not be. The next act on the suggestion ends it.
func (c *Case) PublishingOver(k *Clock) bool {
	return k.Name == rule.Publish && k.Running() && (c.Public() || c.Unpublished(k) != "")
}

// publishClock is the time for publishing the answer acted on, while it runs.
func (x *X) publishClock() *Clock {
	r := x.Case.Reply(x.Part)
	if r == nil {
		return nil
	}
	if k := x.clockOf(rule.Publish, r.Assignment, r.Round); k != nil && k.Running() {
		return k
	}
	return nil
}

var isPublic = is("is_public", func(x *X) bool { k := x.publishClock(); return k != nil && x.Public() && x.Unpublished(k) == "" })

// publishingRows are the rows of a reply by which its time for publishing ends, each an act of its own: logs in which the time ran on replay as they
// were written. The reply itself stays as it is.
var publishingRows = []row{
	endsPublishing(AnswerReplaced), endsPublishing(AuthorProtected), endsPublishing(AuthorObjects), endsPublishing(UnitObjects),
	{From: states{Delivered}, Do: "publish_answer", By: who{flow.System}, When: need{isPublic}, Act: act(publish), Clock: clocks{clock("publish", "stop")}, Still: true},
}

func endsPublishing(why Unpublished) row {
	when := is("publish_"+string(why), func(x *X) bool { k := x.publishClock(); return k != nil && x.Unpublished(k) == why })
	return row{From: states{Delivered}, Do: flow.Action("publish_" + why), By: who{flow.System}, When: need{when}, Act: act(endPublishing), Clock: clocks{clock("publish", "void")}, Still: true}
}

func endPublishing(x *X, _ *Nothing) { x.publishClock().Void = true }

func publish(x *X, _ *Nothing) { x.publishClock().Stopped = x.publicOn() }

// publicOn is the day on which the suggestion was decided and so given to the public: today, but where an old log is taken up again the day on which the
// last judgement of an answer came, or its time was over.
func (x *X) publicOn() calendar.Day {
	last := calendar.Day("")
	for _, k := range x.Clocks {
		switch {
		case k.Name != rule.Feedback && k.Name != rule.RedoDecide:
		case k.Void:
			last = max(last, k.Due.AddDays(1))
		default:
			last = max(last, k.Stopped)
		}
	}
	if last == "" {
		return x.Env.Today
	}
	return min(last, x.Env.Today)
}
