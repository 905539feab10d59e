package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/verify"
	"huiyin/internal/web/templates"
)

func (s *Server) verifyPage(w http.ResponseWriter, r *http.Request) error {
	return s.showProof(w, r, nil)
}

// verifyNow checks every log and says what it found. It changes nothing. Attachments are not read: that takes as long as there are gigabytes, and
// the page says that it was not done.
func (s *Server) verifyNow(w http.ResponseWriter, r *http.Request) error {
	proof, err := s.Audit.Verify(r.Context(), visit(r).Session.Who)
	if err != nil {
		return err
	}
	return s.showProof(w, r, &proof)
}

func (s *Server) showProof(w http.ResponseWriter, r *http.Request, proof *verify.Report) error {
	v := visit(r)
	p := templates.AdminPage{Page: s.page(w, r, v.T("app.nav_audit_verify")), Intro: v.T("admin.verify_text")}
	if proof != nil {
		p.Blocks = append(p.Blocks, proofBlocks(v, proof, v.Instant(s.Now().UnixMilli()))...)
	}
	p.Blocks = append(p.Blocks, templates.AdminBlock{Form: &templates.AdminForm{Form: templates.Form{Printer: v.Printer}, Action: r.URL.Path, Button: v.T("admin.verify_now")}})
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

func proofBlocks(v *Visit, proof *verify.Report, at string) []templates.AdminBlock {
	title := v.T("admin.proof_clean")
	if !proof.Clean() {
		title = v.T("admin.proof_bad", "n", proof.Total)
	}
	count := func(n int64) string { return v.Number(n) }
	out := []templates.AdminBlock{{Title: title, Facts: []templates.Fact{
		{Term: v.T("admin.at"), Value: at},
		{Term: v.T("machine.case"), Value: count(proof.Cases)},
		{Term: v.T("admin.proof_events"), Value: count(proof.Events)},
		{Term: v.T("admin.proof_chains"), Value: count(proof.Register)},
		{Term: v.T("app.nav_audit_security"), Value: count(int64(proof.Security))},
		{Term: v.T("app.nav_security_accounts"), Value: count(proof.Accounts)},
		{Term: v.T("admin.proof_anchors"), Value: count(int64(proof.Anchors))},
		{Term: v.T("admin.proof_witnessed"), Value: count(proof.Witnessed)},
		{Term: v.T("admin.proof_files"), Value: v.T("admin.proof_unread", "n", proof.Named())},
	}}}
	if proof.Hidden > 0 {
		out[0].Facts = append(out[0].Facts, templates.Fact{Term: v.T("admin.proof_hidden"), Value: count(proof.Hidden)})
	}
	for _, k := range proof.Rekeyed {
		out[0].Facts = append(out[0].Facts, templates.Fact{Term: v.T("admin.proof_rekeyed"), Value: v.T("verify.rekeyed", "node", k.Node, "number", k.From)})
	}
	if c := proof.Clock; c != nil {
		out[0].Facts = append(out[0].Facts, templates.Fact{Term: v.T("admin.clock_back"), Value: v.T("verify.clock_back", "last", v.Instant(c.Last), "now", v.Instant(c.Now))})
	}
	if proof.Clean() {
		return out
	}
	t := templates.Table{Caption: title, Columns: []templates.Column{{Text: v.T("admin.on_what")}, {Text: v.T("admin.record_no"), Kind: templates.ColKey}, {Text: v.T("admin.entry_no"), Kind: templates.ColNum}, {Text: v.T("admin.why")}}}
	for _, b := range proof.Bad {
		what := v.T("admin.proof_" + b.Kind)
		if b.Of != "" {
			noun, args := b.What()
			what = v.T(noun, args...)
		}
		why := v.T("verify.why."+b.Why, "detail", b.Detail)
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: what}, {Text: strconv.FormatInt(b.ID, 10)}, {Text: strconv.FormatInt(b.Seq, 10)}, {Text: why}}})
	}
	return append(out, templates.AdminBlock{Table: &t})
}
