package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// voters may hold a ballot; counters hand out papers and count them.
var (
	voters   = only(org.Deputy, org.CongressLeader)
	counters = only(org.CommitteeClerk, org.CommitteeHead)
	readers  = only(org.CommitteeClerk, org.CommitteeHead, org.CongressLeader, org.OrgDept)
)

// pollRoutes are the pages of votes and rounds that the generic pages of dossiers do not serve.
func (s *Server) pollRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/votes/{id}/ballot", Name: "ballot", Enter: voters, handle: s.ballotPage},
		{Method: "POST", Pattern: "/votes/{id}/ballot", Name: "ballot", Enter: voters, handle: s.ballot},
		{Method: "GET", Pattern: "/votes/{id}/papers", Name: "vote_papers", Enter: counters, handle: s.papersPage},
		{Method: "POST", Pattern: "/votes/{id}/papers", Name: "vote_papers", Enter: counters, handle: s.handOut},
		{Method: "GET", Pattern: "/votes/{id}/count/{pass}", Name: "count_papers", Enter: counters, handle: s.countPage},
		{Method: "POST", Pattern: "/votes/{id}/count/{pass}", Name: "count_papers", Enter: counters, handle: s.countPapers},
		{Method: "GET", Pattern: "/votes/{id}/letter", Name: "vote_letter", Enter: readers, Asks: aChoice("as", "word"), handle: s.voteLetter},
		{Method: "GET", Pattern: "/rounds/{id}/rate", Name: "rate_units", Enter: only(org.Deputy), handle: s.ratePage},
		{Method: "POST", Pattern: "/rounds/{id}/rate", Name: "rate_units", Enter: only(org.Deputy), handle: s.rate},
	}
}

func votePage(id int64, page string) string {
	return "/votes/" + strconv.FormatInt(id, 10) + "/" + page
}

func ratePath(id int64) string { return "/rounds/" + strconv.FormatInt(id, 10) + "/rate" }

// ownPages are the acts of a dossier that have a page of their own.
func ownPages(d dossier.Doc) map[flow.Action]string {
	if v, ok := d.(*poll.Vote); ok {
		return map[flow.Action]string{"enter_paper": votePage(v.ID, "count/first"), "check_paper": votePage(v.ID, "count/second")}
	}
	return nil
}

// pollLinks completes the page of a vote or a round: its marks, and the ways to the pages of its own.
func pollLinks(r folder.Reader, p *templates.DossierPage) {
	first := func(text, href string) {
		p.Foot.Actions = append([]templates.Action{{Text: r.P.T(text), Href: href}}, p.Foot.Actions...)
	}
	switch d := r.Doc.(type) {
	case *poll.Vote:
		p.Sections = append([]templates.DossierSection{markSection(r, d)}, p.Sections...)
		if slices.Contains(poll.VoteKind.Readers(), r.Actor.Post.Role) {
			p.Sections = append(p.Sections, memberSection(r, d))
		}
		if d.State == poll.VoteOpen && slices.Contains(d.Members, r.Actor.Post.ID) {
			first("vote.enter", votePage(d.ID, "ballot"))
		}
		if d.State == poll.VoteOpen && counters.Admits(r.Actor) {
			p.Papers = append(p.Papers, templates.Link{Href: votePage(d.ID, "papers"), Text: r.P.T("vote.turnout")})
		}
		if d.LetterOn != "" && readers.Admits(r.Actor) {
			p.Papers = append(p.Papers, templates.Link{Href: votePage(d.ID, "letter"), Text: r.P.T("vote.print_letter")})
		}
		if d.State == poll.VotePublished {
			p.Papers = append(p.Papers, templates.Link{Href: publicPath(r.Dir.Congress.Code, d.ID), Text: r.P.T("vote.public_page")})
		}
	case *poll.Round:
		if d.State == poll.RoundOpen && r.Actor.Post.Role == org.Deputy {
			first("round.enter", ratePath(d.ID))
		}
	}
}

// lastMembers fills in the members of the last vote when another is prepared.
func (s *Server) lastMembers(r *http.Request, m folder.Maker) error {
	if m.Do != "prepare_vote" {
		return nil
	}
	return s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		docs, err := tx.DossiersOf(r.Context(), visit(r).actor().Post.Congress, "vote", 0)
		if err != nil || len(docs) == 0 {
			return err
		}
		v, ok := docs[len(docs)-1].(*poll.Vote)
		if !ok {
			return nil
		}
		for i, post := range v.Members {
			m.Values.Set("members."+strconv.Itoa(i), m.PostLabel(post))
		}
		return nil
	})
}

// pathID reads the number in an address.
func pathID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, errMissing
	}
	return id, nil
}
