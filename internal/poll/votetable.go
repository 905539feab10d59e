package poll

import (
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

type (
	voteX    = *dossier.X[*Vote]
	voteRule = flow.Rule[voteX]
)

var (
	otherOpens = dossier.Guard("vote_second_person", func(x voteX) bool { return x.Doc.PreparedBy != x.Actor.Person.ID })
	otherCount = dossier.Guard("paper_second_person", func(x voteX) bool { return x.Doc.PaperBy != x.Actor.Person.ID })
	paperIn    = dossier.Guard("paper_entered", func(x voteX) bool { return x.Doc.PaperBy != 0 })
	paperDone  = dossier.Guard("paper_checked", func(x voteX) bool { return x.Doc.PaperBy == 0 || x.Doc.PaperCheck != 0 })
	noLetter   = dossier.Guard("vote_letter_sent", func(x voteX) bool { return x.Doc.LetterOn == "" })
)

// VoteKind is the life of a vote: prepared by one, opened by a second, counted, announced, published, sent to the organisation department.
var VoteKind = dossier.Sort[*Vote]{
	Called: "vote", Of: supervision.Theme, Public: congress, New: func() *Vote { return &Vote{} },
	Tables: []flow.Table[voteX]{{Name: "vote", Rules: []voteRule{
		{From: []flow.State{""}, Do: "prepare_vote", By: staff, To: VotePrepared, Act: dossier.Act(prepare)},
		{From: []flow.State{VotePrepared}, Do: "open_vote", By: staff, If: []flow.Guard[voteX]{otherOpens}, To: VoteOpen, Act: dossier.Act(open)},
		{From: []flow.State{VotePrepared}, Do: "change_vote", By: staff, Act: dossier.Act(prepare)},
		{From: []flow.State{VoteOpen}, Do: "add_present", By: staff, Act: dossier.Act(func(x voteX, c *AddPresent) { x.Doc.come(c.Present) })},
		{From: []flow.State{VoteOpen}, Do: "enter_paper", By: staff, Act: dossier.Act(func(x voteX, _ *Paper) {
			x.Doc.PaperBy, x.Doc.PaperCheck = x.Actor.Person.ID, 0
		})},
		{From: []flow.State{VoteOpen}, Do: "check_paper", By: staff, If: []flow.Guard[voteX]{paperIn, otherCount}, Act: dossier.Act(func(x voteX, _ *Paper) {
			x.Doc.PaperCheck = x.Actor.Person.ID
		})},
		{From: []flow.State{VoteOpen}, Do: "close_vote", By: staff, If: []flow.Guard[voteX]{paperDone}, To: VoteClosed, Act: dossier.Act(closeVote)},
		{From: []flow.State{VotePrepared, VoteOpen}, Do: "void_vote", By: []flow.Relation{suggestion.OfficeHead}, To: VoteVoided, Act: dossier.Act(func(x voteX, c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		{From: []flow.State{VoteClosed}, Do: "announce_vote", By: []flow.Relation{suggestion.OfficeHead}, To: VoteAnnounced, Act: dossier.Act(func(x voteX, c *AnnounceVote) {
			x.Doc.AnnouncedOn, x.Doc.Meeting = c.On, c.Meeting
		})},
		{From: []flow.State{VoteAnnounced, VoteWithdrawn}, Do: "publish_vote", By: []flow.Relation{suggestion.OfficeHead}, To: VotePublished, Act: dossier.Act(func(x voteX, _ *suggestion.Nothing) {
			x.Doc.PublishedOn, x.Doc.Why = x.Env.Today, ""
		})},
		{From: []flow.State{VotePublished}, Do: "withdraw_vote", By: []flow.Relation{suggestion.OfficeHead}, To: VoteWithdrawn, Act: dossier.Act(func(x voteX, c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		{From: announced, Do: "send_vote_letter", By: staff, If: []flow.Guard[voteX]{noLetter}, Act: dossier.Act(func(x voteX, c *SendLetter) {
			x.Doc.LetterNo, x.Doc.LetterOn, x.Doc.LetterText = c.Number, x.Env.Today, c.Text
		})},
	}}},
}
