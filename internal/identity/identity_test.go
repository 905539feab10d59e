package identity_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var (
	ctx  = context.Background()
	desk = identity.Origin{IP: "10.0.0.7", Agent: "browser"}
)

// world is a service with people: li holds two posts and one that has ended, wang is the security officer, chen has no post.
type world struct {
	*identity.Service
	t     *testing.T
	clock *storetest.Clock
	slips map[string]identity.Slip
}

func worlds(t *testing.T, f func(w *world)) {
	t.Helper()
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		svc := identity.New(s, c.Now)
		svc.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
		w := &world{Service: svc, t: t, clock: c, slips: map[string]identity.Slip{}}
		w.do(func(tx *store.Tx) error {
			if err := tx.SaveCongress(ctx, org.Congress{ID: 1, Code: "city", Name: "市人大", Level: org.City}); err != nil {
				return err
			}
			if err := tx.InsertOrgs(ctx, []org.Org{{ID: 10, Congress: 1, Kind: org.Department, Code: "jt", Name: "交通局"}}); err != nil {
				return err
			}
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 20, Name: "李一"}, {ID: 21, Name: "王二"}, {ID: 22, Name: "陈三"}}); err != nil {
				return err
			}
			return tx.InsertPosts(ctx, []org.Post{
				{ID: 30, Congress: 1, Org: 10, Person: 20, Role: org.UnitClerk},
				{ID: 31, Congress: 1, Org: 10, Person: 20, Role: org.Deputy},
				{ID: 32, Congress: 1, Org: 10, Person: 20, Role: org.Admin, To: "2026-01-31"},
				{ID: 33, Congress: 1, Org: 10, Person: 21, Role: org.Security},
			})
		})
		slips, err := w.CreateAccounts(ctx, identity.Program, []identity.NewAccount{{Login: "Li", Person: 20}, {Login: "wang", Person: 21}, {Login: "chen", Person: 22}}, desk, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range slips {
			w.slips[s.Login] = s
		}
		f(w)
		w.whole()
	})
}

// whole wants every account to be as the last line about it tells: whatever a test has done, it has its line.
func (w *world) whole() {
	w.t.Helper()
	n := 0
	err := w.Store.View(ctx, func(tx *store.Tx) error {
		return tx.AuditAccounts(ctx, func(a store.StoredAccount) error {
			n++
			if d := a.Differs(); !a.Row || a.Lines == 0 || a.Gap || a.Wrong != nil || len(d) > 0 {
				w.t.Errorf("%+v differs in %v", a, d)
			}
			return nil
		})
	})
	if err != nil || n < len(w.slips) {
		w.t.Errorf("%d accounts compared, %v", n, err)
	}
}

func (w *world) do(f func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.Store.Do(ctx, f); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) signIn(login string) (string, identity.Who) {
	w.t.Helper()
	token, who, err := w.SignIn(ctx, login, w.slips[login].Password, desk)
	if err != nil {
		w.t.Fatal(login, err)
	}
	return token, who
}

// ready signs in and changes the first password to "a new password of NAME".
func (w *world) ready(login string) (string, identity.Who) {
	w.t.Helper()
	_, who := w.signIn(login)
	token, who, err := w.ChangePassword(ctx, who, w.slips[login].Password, "a new password of "+login, desk)
	if err != nil {
		w.t.Fatal(err)
	}
	return token, who
}

func (w *world) refused(what string, err error, kind fault.Kind, key string) {
	w.t.Helper()
	e, ok := fault.As(err)
	if !ok || e.Kind != kind || e.Key != key && (len(e.Fields) == 0 || e.Fields[0].Key != key) {
		w.t.Errorf("%s: got %v, want %s %s", what, err, kind, key)
	}
}

func (w *world) log(account int64) (actions string) {
	w.t.Helper()
	err := w.Store.View(ctx, func(tx *store.Tx) error {
		list, err := tx.SecurityLines(ctx, 1, true, store.SecurityFilter{Account: account, Limit: 200}, store.LogKey{})
		for _, e := range list {
			actions = e.Action + " " + actions
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimSpace(actions)
}

func TestSigningInAndOut(t *testing.T) {
	worlds(t, func(w *world) {
		token, who := w.signIn("li")
		if who.Actor.Post.ID != 30 || who.Actor.Person.Name != "李一" || who.Actor.Org.ID != 10 || !who.MustChange {
			w.t.Errorf("%+v", who)
		}
		again, err := w.Resolve(ctx, token)
		if err != nil || again.Session != who.Session || again.Actor.Post != who.Actor.Post {
			w.t.Errorf("%+v, %v", again, err)
		}
		if _, _, err := w.SignIn(ctx, " LI ", w.slips["li"].Password, desk); err != nil {
			w.t.Error("the name is not compared without case:", err)
		}
		if err := w.SignOut(ctx, who, desk); err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Resolve(ctx, token)
		w.refused("after signing out", err, fault.Unauthenticated, "identity.signed_out")
		if err := w.SignOut(ctx, who, desk); err != nil {
			w.t.Error("signing out twice:", err)
		}
		_, err = w.Resolve(ctx, "")
		w.refused("no token", err, fault.Unauthenticated, "identity.signed_out")
		if got := w.log(who.Account); got != "sign_in sign_in sign_out" {
			w.t.Error(got)
		}
	})
}

func TestWrongAndUnknownSoundTheSame(t *testing.T) {
	worlds(t, func(w *world) {
		_, _, wrong := w.SignIn(ctx, "li", "wrong", desk)
		_, _, unknown := w.SignIn(ctx, "nobody", "wrong", desk)
		w.refused("wrong", wrong, fault.Unauthenticated, "identity.wrong")
		if wrong.Error() != unknown.Error() {
			w.t.Errorf("%v and %v", wrong, unknown)
		}
		for _, c := range [][2]string{{"", "x"}, {"li", ""}, {strings.Repeat("l", 65), "x"}, {"li", strings.Repeat("x", 5000)}} {
			_, _, err := w.SignIn(ctx, c[0], c[1], desk)
			w.refused(c[0]+"/"+cutTo(c[1], 9), err, fault.Unauthenticated, "identity.wrong")
		}
		_, _, err := w.SignIn(ctx, "chen", w.slips["chen"].Password, desk)
		w.refused("without a post", err, fault.Forbidden, "identity.no_post")
	})
}

func cutTo(s string, n int) string { return s[:min(n, len(s))] }

func TestFiveFailuresLockANameKnownOrNot(t *testing.T) {
	worlds(t, func(w *world) {
		for _, login := range []string{"li", "nobody"} {
			for range identity.LockAfter - 1 {
				_, _, err := w.SignIn(ctx, login, "wrong", desk)
				w.refused(login, err, fault.Unauthenticated, "identity.wrong")
			}
			_, _, err := w.SignIn(ctx, login, "wrong", desk)
			w.refused(login+" fifth", err, fault.TooMany, "identity.locked")
			_, _, err = w.SignIn(ctx, login, w.slips["li"].Password, desk)
			w.refused(login+" locked, even with the right password", err, fault.TooMany, "identity.locked")
			if e, _ := fault.As(err); e.Args[1] != int64(15) {
				w.t.Error(e.Args)
			}
		}
		if got := w.log(w.slips["li"].Account); got != "sign_in_failed sign_in_failed sign_in_failed sign_in_failed locked" {
			w.t.Error(got)
		}
		w.clock.Advance(identity.LockFor + time.Second)
		_, _, err := w.SignIn(ctx, "li", "wrong", desk)
		w.refused("one failure after the lock", err, fault.Unauthenticated, "identity.wrong")
		w.signIn("li")
		for range identity.LockAfter - 1 {
			_, _, err := w.SignIn(ctx, "li", "wrong", desk)
			w.refused("a right password forgives", err, fault.Unauthenticated, "identity.wrong")
		}
		w.clock.Advance(identity.LockFor + time.Second)
		_, _, err = w.SignIn(ctx, "li", "wrong", desk)
		w.refused("old failures are forgotten", err, fault.Unauthenticated, "identity.wrong")
	})
}

func TestManyGuessesAtOnceAreNotMoreThanFive(t *testing.T) {
	worlds(t, func(w *world) {
		const n = 12
		answers := make(chan error, n)
		for range n {
			go func() { _, _, err := w.SignIn(ctx, "li", "wrong", desk); answers <- err }()
		}
		wrong := 0
		for range n {
			if fault.Is(<-answers, fault.Unauthenticated) {
				wrong++
			}
		}
		if wrong > identity.LockAfter-1 {
			w.t.Errorf("%d passwords were tried before the lock", wrong+1)
		}
		w.do(func(tx *store.Tx) error {
			n, breaks, err := tx.VerifySecurity(ctx)
			if n == 0 || len(breaks) != 0 {
				w.t.Error("the log does not hold", n, breaks)
			}
			return err
		})
	})
}

func TestASessionEnds(t *testing.T) {
	worlds(t, func(w *world) {
		token, _ := w.signIn("li")
		for range 7 { // used every hour and a half
			if _, err := w.Resolve(ctx, token); err != nil {
				w.t.Fatal(err)
			}
			w.clock.Advance(90 * time.Minute)
		}
		if _, err := w.Resolve(ctx, token); err != nil {
			w.t.Fatal("a session in use:", err)
		}
		w.clock.Advance(90 * time.Minute)
		_, err := w.Resolve(ctx, token)
		w.refused("after twelve hours of use", err, fault.Unauthenticated, "identity.signed_out")

		token, who := w.signIn("li")
		w.clock.Advance(identity.IdleLife + time.Second)
		_, err = w.Resolve(ctx, token)
		w.refused("idle", err, fault.Unauthenticated, "identity.signed_out")
		if list, err := w.Sessions(ctx, who); err != nil || len(list) != 0 {
			w.t.Error(list, err)
		}
		w.clock.Advance(identity.SessionLife)
		var n int64
		err = w.Store.Do(ctx, func(tx *store.Tx) (err error) { n, err = tx.SweepWebSessions(ctx); return err })
		if n != 2 || err != nil {
			w.t.Error(n, err)
		}
	})
}

func TestLastSeenIsWrittenOnceAMinute(t *testing.T) {
	worlds(t, func(w *world) {
		token, who := w.signIn("li")
		start := w.clock.Now()
		seen := func() time.Duration {
			list, err := w.Sessions(ctx, who)
			if err != nil || len(list) != 1 || !list[0].Current || list[0].IP != "10.0.0.7" || list[0].Agent != "browser" {
				w.t.Fatal(list, err)
			}
			return list[0].Seen.Sub(start)
		}
		for _, step := range []struct{ after, want time.Duration }{{30 * time.Second, 0}, {29 * time.Second, 0}, {time.Second, time.Minute}, {time.Second, time.Minute}} {
			w.clock.Advance(step.after)
			if _, err := w.Resolve(ctx, token); err != nil {
				w.t.Fatal(err)
			}
			if got := seen(); got != step.want {
				w.t.Errorf("seen after %v, want %v", got, step.want)
			}
		}
	})
}
