package identity_test

import (
	"regexp"
	"strings"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

func TestTheFirstPasswordMustBeChanged(t *testing.T) {
	worlds(t, func(w *world) {
		token, who := w.signIn("li")
		other, _ := w.signIn("li")
		w.refused("before", who.Ready(), fault.Forbidden, "identity.must_change")
		first := w.slips["li"].Password
		for _, c := range []struct{ old, new, key string }{
			{first, "short", "identity.password_short"},
			{first, "九个字的密码不够长", "identity.password_short"},
			{first, strings.Repeat("长", 129), "identity.password_long"},
			{first, first, "identity.password_same"},
			{first, strings.Repeat("a", 12), "identity.password_plain"},
			{"not the old one", "a long new password", "identity.old_wrong"},
		} {
			_, _, err := w.ChangePassword(ctx, who, c.old, c.new, desk)
			w.refused(c.new, err, fault.Invalid, c.key)
		}
		next, who2, err := w.ChangePassword(ctx, who, first, "a long new password", desk)
		if err != nil || who2.MustChange || who2.Ready() != nil {
			w.t.Fatal(who2, err)
		}
		for what, dead := range map[string]string{"the old token": token, "the other session": other} {
			_, err := w.Resolve(ctx, dead)
			w.refused(what, err, fault.Unauthenticated, "identity.signed_out")
		}
		if got, err := w.Resolve(ctx, next); err != nil || got.MustChange {
			w.t.Error(got, err)
		}
		_, _, err = w.SignIn(ctx, "li", first, desk)
		w.refused("the first password", err, fault.Unauthenticated, "identity.wrong")
		if _, _, err := w.SignIn(ctx, "li", "a long new password", desk); err != nil {
			w.t.Error(err)
		}
		w.refused("the name itself", identity.CheckPassword("long-login-name", "", "Long-Login-Name"), fault.Invalid, "identity.password_is_login")
	})
}

func TestAStolenSessionCannotGuessThePassword(t *testing.T) {
	worlds(t, func(w *world) {
		_, who := w.signIn("li")
		for range identity.LockAfter - 1 {
			_, _, err := w.ChangePassword(ctx, who, "a guess", "a long new password", desk)
			w.refused("guess", err, fault.Invalid, "identity.old_wrong")
		}
		for range 2 {
			_, _, err := w.ChangePassword(ctx, who, "a guess", "a long new password", desk)
			w.refused("guess too many", err, fault.TooMany, "identity.locked")
		}
	})
}

func TestSwitchingPosts(t *testing.T) {
	worlds(t, func(w *world) {
		old, who := w.ready("li")
		token, next, err := w.SwitchPost(ctx, who, 31, desk)
		if err != nil || next.Actor.Post.Role != org.Deputy || next.Session != who.Session {
			w.t.Fatal(next, err)
		}
		_, err = w.Resolve(ctx, old)
		w.refused("the token before", err, fault.Unauthenticated, "identity.signed_out")
		if got, err := w.Resolve(ctx, token); err != nil || got.Actor.Post.ID != 31 {
			w.t.Error(got, err)
		}
		for what, post := range map[string]int64{"somebody else's": 33, "an ended one": 32, "none that there is": 999} {
			_, _, err := w.SwitchPost(ctx, next, post, desk)
			w.refused(what, err, fault.NotFound, "identity.not_your_post")
		}
		_, _, err = w.SwitchPost(ctx, who, 30, desk)
		w.refused("with the state of before", err, fault.Conflict, "store.session_gone")
	})
}

func TestAnEndedPostIsLeftAtOnce(t *testing.T) {
	worlds(t, func(w *world) {
		token, _ := w.ready("li")
		end := func(id int64) {
			w.do(func(tx *store.Tx) error {
				p, err := tx.Post(ctx, id)
				if err != nil {
					return err
				}
				p.To = "2026-03-01"
				return tx.SavePost(ctx, p)
			})
		}
		end(30)
		if got, err := w.Resolve(ctx, token); err != nil || got.Actor.Post.ID != 31 {
			w.t.Error("the other post:", got, err)
		}
		end(31)
		_, err := w.Resolve(ctx, token)
		w.refused("the last post", err, fault.Forbidden, "identity.no_post")
		w.do(func(tx *store.Tx) error { // a mandate that has ended leaves the restricted view of a former deputy
			p, err := tx.Post(ctx, 31)
			if err != nil {
				return err
			}
			p.Role, p.Mandate = org.Deputy, org.Former
			return tx.SavePost(ctx, p)
		})
		if got, err := w.Resolve(ctx, token); err != nil || !got.Actor.IsFormer() {
			w.t.Error("a former deputy:", got, err)
		}
		if _, got, err := w.SignIn(ctx, "li", "a new password of li", desk); err != nil || !got.Actor.IsFormer() {
			w.t.Error("a former deputy signs in:", got, err)
		}
	})
}

func TestOwnSessionsAreListedAndEnded(t *testing.T) {
	worlds(t, func(w *world) {
		_, li := w.ready("li")
		second, _, err := w.SignIn(ctx, "li", "a new password of li", identity.Origin{IP: "10.0.0.8", Agent: strings.Repeat("长", 300)})
		if err != nil {
			w.t.Fatal(err)
		}
		_, wang := w.ready("wang")
		list, err := w.Sessions(ctx, li)
		if err != nil || len(list) != 2 || len([]rune(list[0].Agent)) != 200 {
			w.t.Fatal(list, err)
		}
		w.refused("somebody else's", w.Revoke(ctx, wang, list[0].ID, desk), fault.NotFound, "identity.no_session")
		if err := w.Revoke(ctx, li, list[0].ID, desk); err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Resolve(ctx, second)
		w.refused("the ended one", err, fault.Unauthenticated, "identity.signed_out")
	})
}

func TestOnlyTheSecurityOfficerManagesAccounts(t *testing.T) {
	worlds(t, func(w *world) {
		liToken, li := w.ready("li")
		_, early := w.signIn("wang")
		more := []identity.NewAccount{{Login: "chen2", Person: 22}}
		_, err := w.CreateAccounts(ctx, li, more, desk, nil)
		w.refused("a clerk", err, fault.Forbidden, "identity.not_security")
		_, err = w.CreateAccounts(ctx, identity.Who{}, more, desk, nil)
		w.refused("nobody", err, fault.Forbidden, "identity.not_security")
		_, err = w.reset(early, []int64{li.Account})
		w.refused("before the first password is changed", err, fault.Forbidden, "identity.must_change")
		_, wang := w.ready("wang")
		w.refused("oneself", w.SetDisabled(ctx, wang, wang.Account, true, desk), fault.Forbidden, "identity.not_yourself")
		w.refused("a clerk", w.SetDisabled(ctx, li, wang.Account, true, desk), fault.Forbidden, "identity.not_security")
		if err := w.SetDisabled(ctx, wang, li.Account, true, desk); err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Resolve(ctx, liToken)
		w.refused("a shut account's session", err, fault.Unauthenticated, "identity.signed_out")
		_, _, err = w.SignIn(ctx, "li", "a new password of li", desk)
		w.refused("a shut account", err, fault.Forbidden, "identity.disabled")
		_, _, err = w.SignIn(ctx, "li", "wrong", desk)
		w.refused("a shut account, wrong password", err, fault.Unauthenticated, "identity.wrong")
		if err := w.SetDisabled(ctx, wang, li.Account, false, desk); err != nil {
			w.t.Fatal(err)
		}
		slips, err := w.reset(wang, []int64{li.Account})
		if err != nil || slips[0].Login != "li" || slips[0].Person != 20 {
			w.t.Fatal(slips, err)
		}
		if _, who, err := w.SignIn(ctx, "li", slips[0].Password, desk); err != nil || !who.MustChange {
			w.t.Error(who, err)
		}
		_, err = w.reset(wang, []int64{999})
		w.refused("no account", err, fault.NotFound, "fault.not_found")
	})
}

// A county's officer may not let himself in as somebody who also serves in the city.
func TestAnAccountBelongsToTheHighestCongress(t *testing.T) {
	worlds(t, func(w *world) {
		w.do(func(tx *store.Tx) error {
			if err := tx.SaveCongress(ctx, org.Congress{ID: 2, Code: "county", Name: "县人大", Level: org.County, Parent: 1}); err != nil {
				return err
			}
			if err := tx.InsertOrgs(ctx, []org.Org{{ID: 11, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"}}); err != nil {
				return err
			}
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 23, Name: "赵四"}}); err != nil {
				return err
			}
			return tx.InsertPosts(ctx, []org.Post{
				{ID: 40, Congress: 2, Org: 11, Person: 20, Role: org.Deputy},
				{ID: 41, Congress: 2, Org: 11, Person: 22, Role: org.CommitteeClerk},
				{ID: 42, Congress: 2, Org: 11, Person: 23, Role: org.Security},
				{ID: 43, Congress: 1, Org: 10, Person: 22, Role: org.UnitClerk, To: "2026-01-31"},
			})
		})
		slips, err := w.CreateAccounts(ctx, identity.Program, []identity.NewAccount{{Login: "zhao", Person: 23}}, desk, nil)
		if err != nil {
			w.t.Fatal(err)
		}
		w.slips["zhao"] = slips[0]
		_, zhao := w.ready("zhao")
		_, wang := w.ready("wang")
		li, chen := w.slips["li"].Account, w.slips["chen"].Account
		_, err = w.reset(zhao, []int64{li})
		w.refused("a city's person", err, fault.Forbidden, "identity.higher_officer")
		w.refused("a city's person", w.SetDisabled(ctx, zhao, li, true, desk), fault.Forbidden, "identity.higher_officer")
		_, _, _, err = w.Account(ctx, zhao, li)
		w.refused("a city's person", err, fault.Forbidden, "identity.higher_officer")
		if _, err := w.reset(zhao, []int64{chen}); err != nil {
			w.t.Error("who has left the city:", err)
		}
		if _, err := w.reset(wang, []int64{li}); err != nil {
			w.t.Error("the city's officer:", err)
		}
	})
}

func TestAccountsAreMadeAllOrNone(t *testing.T) {
	worlds(t, func(w *world) {
		for _, c := range []struct {
			list []identity.NewAccount
			kind fault.Kind
			key  string
		}{
			{[]identity.NewAccount{{Login: "a", Person: 22}, {Login: "A", Person: 20}}, fault.Invalid, "identity.login_twice"},
			{[]identity.NewAccount{{Login: " ", Person: 22}}, fault.Invalid, "identity.login_bad"},
			{[]identity.NewAccount{{Login: "a b", Person: 22}}, fault.Invalid, "identity.login_bad"},
			{[]identity.NewAccount{{Login: "other", Person: 22}}, fault.Conflict, "store.account_taken"},
			{[]identity.NewAccount{{Login: "LI", Person: 22}}, fault.Conflict, "store.account_taken"},
		} {
			_, err := w.CreateAccounts(ctx, identity.Program, c.list, desk, nil)
			w.refused(c.list[0].Login, err, c.kind, c.key)
		}
		seen := map[string]bool{}
		for _, s := range w.slips {
			if !regexp.MustCompile(`^([b-z][aeiu]){3}-([b-z][aeiu]){3}-[2-9]{4}$`).MatchString(s.Password) || seen[s.Password] {
				w.t.Error("a slip that is hard to read or not its own:", s.Password)
			}
			seen[s.Password] = true
			if strings.ContainsAny(s.Password, "lo01jqxvcy") {
				w.t.Error("ambiguous:", s.Password)
			}
		}
	})
}
