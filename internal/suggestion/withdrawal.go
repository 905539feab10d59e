package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

// Withdrawal is a deputy's written withdrawal that reached the committee on paper (书面撤回): entered with its scan by one person,
// confirmed by a second, and then it counts as the deputy's own.
type Withdrawal struct {
	Head
	On      calendar.Day `json:"on"` // day of the signature
	Reason  string       `json:"reason"`
	Signers bool         `json:"signers,omitempty"` // every co-signer has signed it too
	Scan    string       `json:"scan"`              // hash
	By      int64        `json:"by"`                // person
	Checked int64        `json:"checked,omitempty"` // person
	Found   string       `json:"found,omitempty"`   // why it was rejected
}

// EnterWithdrawal enters a written withdrawal (登记书面撤回).
type EnterWithdrawal struct {
	Reason  string       `json:"reason" form:"text,required" max:"2000"`
	On      calendar.Day `json:"on" form:"day,required"`
	Signers bool         `json:"signers" form:"flag"`
	Scan    string       `json:"scan" form:"file,required"`
}

func (c *EnterWithdrawal) check(x *X, f *fault.Fields) {
	switch {
	case c.On > x.Env.Today:
		f.Add("on", "field.day_future")
	case c.On.Valid() && c.On < x.SubmittedOn:
		f.Add("on", "field.withdrawn_before_submitted")
	}
}

// withdrawable are the states in which a deputy may withdraw.
var withdrawable = states{Submitted, Checking, Reviewing, Returned, Pending, Assigned, Handling, Replied, Redoing}

// withdrawalTable: a written withdrawal needs a second person (书面撤回).
var withdrawalTable = flow.Table[*X]{Name: "withdrawal", Begins: states{Entered}, Rules: []row{
	{From: states{Entered}, Do: "drop_withdrawal", By: who{flow.System}, When: need{withdrawnTooLate}, To: Moot, Act: move()},
	{From: states{Entered}, Do: "confirm_withdrawal", By: who{Office, OfficeHead}, If: need{otherWithdrawer, mayWithdraw, allSignWithdrawal}, To: Confirmed, Act: act(confirmWithdrawal)},
	{From: states{Entered}, Do: "reject_withdrawal", By: who{Office, OfficeHead}, If: need{otherWithdrawer}, To: Cancelled, Act: act(rejectWithdrawal)},
}}

var (
	otherWithdrawer = is("second_person_withdrawal", func(x *X) bool {
		k := find(x.Withdrawals, x.Part)
		return k == nil || k.By != x.Actor.Person.ID
	})
	noWithdrawalYet = is("no_withdrawal_waiting", func(x *X) bool {
		return !slices.ContainsFunc(x.Withdrawals, func(k *Withdrawal) bool { return k.State == Entered })
	})
	allSignWithdrawal = is("all_sign_withdrawal", func(x *X) bool {
		k := find(x.Withdrawals, x.Part)
		return k != nil && k.Signers || allAgreeWithdraw.OK(x)
	})
	withdrawnTooLate = is("withdrawn_too_late", func(x *X) bool { return !x.In(withdrawable...) && !x.In(Merged) })
	withdrawnOnPaper = is("withdrawn_on_paper", func(x *X) bool { return x.confirmedWithdrawal() != nil })
	withdrawn        = is("case_withdrawn", func(x *X) bool { return x.In(Withdrawn) })
)

// confirmedWithdrawal is the written withdrawal that two people have confirmed; nil when there is none.
func (c *Case) confirmedWithdrawal() *Withdrawal {
	for _, k := range c.Withdrawals {
		if k.State == Confirmed {
			return k
		}
	}
	return nil
}

func enterWithdrawal(x *X, c *EnterWithdrawal) {
	x.Withdrawals = append(x.Withdrawals, &Withdrawal{
		Head: x.addApart(Entered), On: c.On, Reason: c.Reason, Signers: c.Signers, Scan: c.Scan, By: x.Actor.Person.ID,
	})
}

func confirmWithdrawal(x *X, _ *Nothing) { find(x.Withdrawals, x.Part).Checked = x.Actor.Person.ID }

func rejectWithdrawal(x *X, c *Reason) {
	k := find(x.Withdrawals, x.Part)
	k.Checked, k.Found = x.Actor.Person.ID, c.Reason
}

// withdraw ends the handling, by the deputy's own act or by the written withdrawal. What was merged into the case goes on by itself; a
// merged case leaves its main case.
func withdraw(x *X, c *Reason) {
	x.Reason = c.Reason
	if k := x.confirmedWithdrawal(); k != nil {
		x.Reason = cmp.Or(c.Reason, k.Reason)
	}
	x.MergedInto, x.MergedFrom, x.Absorbed = 0, "", nil
	x.void(-1)
}

// voidPromise ends a promise with the suggestion that it answered: nobody asks for it any more, and it is neither kept nor broken.
func voidPromise(x *X, _ *Nothing) { x.Commitment(x.Part).Why = x.Reason }
