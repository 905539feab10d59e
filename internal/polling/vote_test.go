package polling_test

import (
	"bytes"
	"sync"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

const (
	good = suggestion.Satisfied
	so   = suggestion.Basically
	bad  = suggestion.NotSatisfied
)

func TestAVoteGoesFromItsListToTheOrganisationDepartment(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 5)
		id := itoa(c.Handled("0001").ID)
		check := func(who string, err error, want fault.Kind, key string) {
			t.Helper()
			if testkit.Kind(err) != want || want == "" && err != nil || key != "" && !says(err, key) {
				t.Fatalf("%s: %v", who, err)
			}
		}
		check("nothing voted on", c.step(testkit.Clerk, "prepare_vote", `{"title":"测评","on":"2030-01-01","vote_rule":"members","members":`+list(c.members)+`}`), fault.Invalid, "vote.nothing")
		check("a unit prepares none", c.step(testkit.Health, "prepare_vote", c.prepared(id)), fault.Forbidden, "")
		check("a member twice", c.step(testkit.Clerk, "prepare_vote", `{"title":"测评","on":"2030-01-01","vote_rule":"members","units":[13],"members":[2001,2001]}`), fault.Invalid, "field.named_twice")
		check("a clerk is no member", c.step(testkit.Clerk, "prepare_vote", `{"title":"测评","on":"2030-01-01","vote_rule":"members","units":[13],"members":[103]}`), fault.Invalid, "field.unknown_person")
		check("prepared", c.step(testkit.Clerk, "prepare_vote", c.prepared(id)), "", "")
		if v := c.vote(); len(v.Lines) != 3 || v.Lines[0].Units[0] != testkit.HealthOrg || v.Lines[0].Number != "0001" {
			t.Fatalf("lines: %+v", v.Lines)
		}
		check("members see no prepared vote", c.cast(first, nil), fault.NotFound, "")
		check("who prepared does not open", c.step(testkit.Clerk, "open_vote", `{"present":[2001,2002,2003]}`), fault.Invalid, "guard.vote_second_person")
		check("two of five", c.step(testkit.Head, "open_vote", `{"present":[2001,2002]}`), fault.Invalid, "vote.no_quorum")
		check("two of five, one named twice", c.step(testkit.Head, "open_vote", `{"present":[2001,2002,2002]}`), fault.Invalid, "vote.no_quorum")
		check("somebody else", c.step(testkit.Head, "open_vote", `{"present":[2001,2002,101]}`), fault.Invalid, "vote.no_member")
		check("opened", c.step(testkit.Head, "open_vote", `{"present":[2001,2002,2003]}`), "", "")
		check("opened twice", c.step(testkit.Head, "open_vote", `{"present":[2001,2002,2003]}`), fault.Conflict, "fault.not_now")
		if v := c.vote(); len(v.Barred) != 2 || v.Barred[0].Post != first || v.Barred[0].Line != 1 || v.Barred[1].Line != 2 || v.Barred[1].Unit != testkit.HealthOrg {
			t.Fatalf("the head of the health commission is not named: %+v", v.Barred)
		}
		check("the head of the unit marks it", c.cast(first, map[int]suggestion.Rating{1: good, 3: good}), fault.Invalid, "vote.kept_out")
		check("a level that is none", c.cast(first, map[int]suggestion.Rating{3: "superb"}), fault.Invalid, "field.choice")
		check("not there", c.cast(first+4, nil), fault.Forbidden, "vote.not_present")
		check("no member", c.cast(testkit.Deputy, nil), fault.NotFound, "")
		check("the clerk has no ballot", c.cast(testkit.Clerk, nil), fault.NotFound, "")
		check("a ballot", c.cast(first, map[int]suggestion.Rating{3: bad}), "", "")
		check("a second ballot", c.cast(first, map[int]suggestion.Rating{3: good}), fault.Conflict, "vote.already")
		check("one blank", c.cast(first+1, nil), "", "")
		check("two of five voted", c.step(testkit.Clerk, "close_vote", `{}`), fault.Invalid, "vote.too_few")
		check("nothing was closed", c.cast(first+2, map[int]suggestion.Rating{1: good, 2: so, 3: good}), "", "")
		check("somebody late", c.step(testkit.Clerk, "add_present", `{"present":[2004]}`), "", "")
		check("the late one", c.cast(first+3, map[int]suggestion.Rating{1: good, 2: so, 3: good}), "", "")
		check("closed", c.step(testkit.Clerk, "close_vote", `{}`), "", "")
		check("after closing", c.cast(first+2, nil), fault.Conflict, "vote.not_open")
		v := c.vote()
		want := []poll.Counts{{Satisfied: 2, Abstained: 1}, {Basically: 2, Abstained: 1}, {Satisfied: 2, Not: 1, Abstained: 1}}
		for i, l := range v.Lines {
			if *l.Counts != want[i] {
				t.Errorf("line %d: %+v, want %+v", l.No, *l.Counts, want[i])
			}
		}
		if v.Cast != 4 || v.Lines[0].Outcome != bad { // two of the four who may vote on it are not more than half
			t.Errorf("%d voted, the first line is %q", v.Cast, v.Lines[0].Outcome)
		}
		sheet, err := c.OpenDossier(t.Context(), c.Actors[first], c.id)
		if err != nil || sheet.Doc.(*poll.Vote).Lines[0].Counts != nil {
			t.Errorf("a member sees the marks before they are announced: %v", err)
		}
		check("a clerk announces nothing", c.step(testkit.Clerk, "announce_vote", `{}`), fault.Forbidden, "")
		day := string(v.ClosedOn)
		check("announced before the count", c.step(testkit.Head, "announce_vote", `{"announced_on":"2020-01-01","meeting":"常委会会议"}`), fault.Invalid, "vote.before_close")
		check("announced", c.step(testkit.Head, "announce_vote", `{"announced_on":"`+day+`","meeting":"常委会会议"}`), "", "")
		check("published", c.step(testkit.Head, "publish_vote", `{}`), "", "")
		check("sent", c.step(testkit.Clerk, "send_vote_letter", `{"letter_no":"1号"}`), "", "")
		check("sent twice", c.step(testkit.Clerk, "send_vote_letter", `{"letter_no":"2号"}`), fault.Invalid, "guard.vote_letter_sent")
		if !c.vote().Face().Public {
			t.Error("it is not public")
		}
		check("withdrawn", c.step(testkit.Head, "withdraw_vote", `{"reason":"更正"}`), "", "")
		if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() {
			t.Errorf("verify: %+v %v", r, err)
		}
		err = s.Do(t.Context(), func(tx *store.Tx) error {
			return tx.DropBallot(t.Context(), c.id, []store.Slip{{Line: 3, Level: string(good)}})
		})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := verify.Run(t.Context(), s, ""); err != nil || r.Clean() {
			t.Errorf("a slip was put into the closed urn, and verify finds nothing: %v", err)
		}
	})
}

func TestPapersAreCountedByTwoPeople(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 5)
		c.opened(c.members[:4])
		give := func(post, member int64, back bool) error {
			return polling.HandOut(t.Context(), c.Desk, c.Actors[post], c.id, member, back)
		}
		count := func(papers int, one, two poll.Counts) *poll.Paper {
			return &poll.Paper{Figures: &poll.Figures{Papers: papers, Lines: map[int]poll.Counts{1: one, 2: two}}}
		}
		sum := count(2, poll.Counts{Satisfied: 1}, poll.Counts{Basically: 1, Not: 1})
		for _, v := range []struct {
			who  string
			err  func() error
			want string
		}{
			{"a unit hands out nothing", func() error { return give(testkit.Health, first, false) }, "fault.not_yours"},
			{"to one who is not there", func() error { return give(testkit.Clerk, first+4, false) }, "vote.no_member"},
			{"to the head of the unit", func() error { return give(testkit.Clerk, first, false) }, ""},
			{"to another", func() error { return give(testkit.Clerk, first+1, false) }, ""},
			{"to the same", func() error { return give(testkit.Clerk, first+1, false) }, "vote.already"},
			{"who holds a paper does not vote on screen", func() error { return c.cast(first, nil) }, "vote.already"},
			{"on screen", func() error { return c.cast(first+2, map[int]suggestion.Rating{1: good, 2: good}) }, ""},
			{"who has voted gets no paper", func() error { return give(testkit.Clerk, first+2, false) }, "vote.already"},
			{"one more", func() error { return give(testkit.Clerk, first+3, false) }, ""},
			{"taken back", func() error { return give(testkit.Clerk, first+3, true) }, ""},
			{"taken back twice", func() error { return give(testkit.Clerk, first+3, true) }, "vote.no_paper"},
			{"and on screen after all", func() error { return c.cast(first+3, map[int]suggestion.Rating{1: bad, 2: good}) }, ""},
			{"papers out and not counted", func() error { return c.step(testkit.Clerk, "close_vote", `{}`) }, "vote.papers_uncounted"},
			{"nothing counted yet", func() error { return c.do(testkit.Head, "check_paper", sum) }, "guard.paper_entered"},
			{"more papers than people", func() error { return c.do(testkit.Clerk, "enter_paper", count(5, poll.Counts{}, poll.Counts{})) }, "vote.more_than_present"},
			{"more papers than were handed out", func() error { return c.do(testkit.Clerk, "enter_paper", count(3, poll.Counts{}, poll.Counts{})) }, "vote.not_handed_out"},
			{"more marks than papers", func() error { return c.do(testkit.Clerk, "enter_paper", count(2, poll.Counts{}, poll.Counts{Not: 3})) }, "vote.more_than_papers"},
			{"a mark of the head on the own unit", func() error {
				return c.do(testkit.Clerk, "enter_paper", count(2, poll.Counts{Satisfied: 2}, poll.Counts{}))
			}, "vote.more_than_papers"},
			{"less than nothing", func() error {
				return c.do(testkit.Clerk, "enter_paper", count(2, poll.Counts{Satisfied: -1}, poll.Counts{}))
			}, "vote.more_than_papers"},
			{"no figures at all", func() error { return c.do(testkit.Clerk, "enter_paper", &poll.Paper{}) }, "field.required"},
			{"first count", func() error { return c.do(testkit.Clerk, "enter_paper", sum) }, ""},
			{"no paper after the count", func() error { return give(testkit.Clerk, first+3, true) }, "vote.papers_counted"},
			{"the same person again", func() error { return c.do(testkit.Clerk, "check_paper", sum) }, "guard.paper_second_person"},
			{"not counted twice", func() error { return c.step(testkit.Clerk, "close_vote", `{}`) }, "guard.paper_checked"},
			{"another count", func() error {
				return c.do(testkit.Head, "check_paper", count(2, poll.Counts{Not: 1}, poll.Counts{Basically: 1, Not: 1}))
			}, "vote.counts_differ"},
			{"the same count", func() error { return c.do(testkit.Head, "check_paper", sum) }, ""},
			{"closed", func() error { return c.step(testkit.Clerk, "close_vote", `{}`) }, ""},
		} {
			if err := v.err(); v.want == "" && err != nil || v.want != "" && !says(err, v.want) {
				t.Fatalf("%s: %v", v.who, err)
			}
		}
		v := c.vote()
		if *v.Lines[0].Counts != (poll.Counts{Satisfied: 2, Not: 1}) || *v.Lines[1].Counts != (poll.Counts{Satisfied: 2, Basically: 1, Not: 1}) || v.Cast != 4 {
			t.Errorf("screen and paper: %+v %+v, %d", *v.Lines[0].Counts, *v.Lines[1].Counts, v.Cast)
		}
		if n := column[int](t, s, `SELECT COUNT(*) FROM vote_paper`)[0]; n != 0 {
			t.Errorf("%d rows tell what was on paper", n)
		}
	})
}

func TestAVoidVoteKeepsNoBallot(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 3)
		c.opened(c.members)
		for _, m := range c.members {
			if err := c.cast(m, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.step(testkit.Clerk, "void_vote", `{"reason":"设备故障"}`); testkit.Kind(err) != fault.Forbidden {
			t.Errorf("a clerk: %v", err)
		}
		c.must(testkit.Head, "void_vote", `{"reason":"设备故障"}`)
		for _, table := range []string{"ballot", "vote_mark", "vote_paper"} {
			if n := column[int](t, s, `SELECT COUNT(*) FROM `+table)[0]; n != 0 {
				t.Errorf("%d rows in %s", n, table)
			}
		}
	})
}

func TestNoBackupWhileAVoteIsOpen(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 3)
		backup := func() error {
			_, err := s.Backup(t.Context(), &bytes.Buffer{}, nil)
			return err
		}
		c.opened(c.members)
		if err := backup(); !says(err, "store.vote_open") {
			t.Errorf("while it is open: %v", err)
		}
		for _, m := range c.members {
			if err := c.cast(m, nil); err != nil {
				t.Fatal(err)
			}
		}
		c.must(testkit.Clerk, "close_vote", `{}`)
		if err := backup(); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// Five hundred members press the button at the same moment, some of them twice; somebody closes in between.
func TestFiveHundredVoteAtOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		const n = 500
		c := seat(t, s, n)
		c.opened(c.members)
		start := make(chan struct{})
		var done sync.WaitGroup
		errs := make([]error, n+50)
		for i := range errs {
			done.Add(1)
			go func() {
				defer done.Done()
				<-start
				level := good
				if i%n%5 == 0 {
					level = bad
				}
				marks := map[int]suggestion.Rating{2: level}
				if i%n != 0 {
					marks[1] = level
				}
				errs[i] = c.cast(first+int64(i%n), marks)
			}()
		}
		close(start)
		done.Wait()
		refused := 0
		for i, err := range errs {
			switch {
			case says(err, "vote.already"):
				refused++
			case err != nil:
				t.Fatalf("voter %d: %v", i%n, err)
			}
		}
		if refused != 50 {
			t.Errorf("%d ballots refused, want 50", refused)
		}
		c.must(testkit.Clerk, "close_vote", `{}`)
		v := c.vote()
		if v.Cast != n || *v.Lines[0].Counts != (poll.Counts{Satisfied: 400, Not: 99}) || *v.Lines[1].Counts != (poll.Counts{Satisfied: 400, Not: 100}) {
			t.Errorf("%d voted: %+v %+v", v.Cast, *v.Lines[0].Counts, *v.Lines[1].Counts)
		}
	})
}

// A ballot that meets the closing is either counted or refused, never lost.
func TestABallotIsCountedOrRefusedWhenTheVoteCloses(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		const n = 60
		c := seat(t, s, n)
		c.opened(c.members)
		for i := range n/2 + 1 {
			if err := c.cast(first+int64(i), nil); err != nil {
				t.Fatal(err)
			}
		}
		var done sync.WaitGroup
		errs := make([]error, n)
		var closed error
		for i := n/2 + 1; i < n; i++ {
			done.Add(1)
			go func() {
				defer done.Done()
				errs[i] = c.cast(first+int64(i), nil)
			}()
		}
		done.Add(1)
		go func() {
			defer done.Done()
			closed = c.step(testkit.Clerk, "close_vote", `{}`)
		}()
		done.Wait()
		if closed != nil {
			t.Fatal(closed)
		}
		given := 0
		for i, err := range errs {
			switch {
			case err == nil:
				given++
			case !says(err, "vote.not_open"):
				t.Errorf("voter %d: %v", i, err)
			}
		}
		if v := c.vote(); v.Cast != given || v.Lines[1].Counts.All() != given {
			t.Errorf("%d were told that their ballot is in, %d are counted, %d slips", given, v.Cast, v.Lines[1].Counts.All())
		}
	})
}

// says reports whether an error is a fault with this key, on itself or beside a field.
func says(err error, key string) bool {
	f, ok := fault.As(err)
	if !ok {
		return false
	}
	for _, c := range f.Fields {
		if c.Key == key {
			return true
		}
	}
	return f.Key == key
}
