package web

import (
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// adminRoutes are the pages of the three administrators (三员分立): each sees its own and nothing of the others'.
func (s *Server) adminRoutes() []Route {
	admin, security, auditor := only(org.Admin), only(org.Security), only(org.Auditor)
	goesOn := []suggestion.Param{{Name: "after", Kind: suggestion.AskKey}} // three numbers: see keyText
	var roles []string
	for _, role := range org.Roles {
		roles = append(roles, string(role))
	}
	return []Route{
		// The system administrator: who is who
		{Method: "GET", Pattern: "/admin/orgs", Name: "admin_orgs", Enter: admin, Nav: true, Asks: aChoice("ended", "yes"), List: nothingElse, handle: s.adminOrgs},
		{Method: "GET", Pattern: "/admin/people", Name: "admin_people", Enter: admin, Nav: true, Asks: aNumber("from"), List: called(peopleFields), handle: s.adminPeople},
		{Method: "GET", Pattern: "/admin/sessions", Name: "admin_sessions", Enter: admin, Nav: true, List: nothingElse, handle: s.adminSessions},
		{Method: "GET", Pattern: "/admin/categories", Name: "admin_categories", Enter: admin, Nav: true, List: nothingElse, handle: s.adminCategories},
		{Method: "GET", Pattern: "/admin/packs", Name: "admin_packs", Enter: admin, Nav: true, List: nothingElse, handle: s.adminPacks},
		{Method: "GET", Pattern: "/admin/packs/{pack}", Name: "admin_pack", Enter: admin, Asks: aNumber("version"), List: nothingElse, handle: s.adminPack},
		{Method: "GET", Pattern: "/admin/calendar", Name: "admin_calendar", Enter: admin, Nav: true, Asks: aNumber("year"), List: nothingElse, handle: s.adminCalendar},
		{Method: "GET", Pattern: "/admin/{kind}/{id}", Name: "admin_record", Enter: admin, handle: s.adminRecord},
		{Method: "GET", Pattern: "/admin/{kind}/{id}/{do}", Name: "admin_act", Enter: admin, handle: s.adminActPage},
		{Method: "POST", Pattern: "/admin/{kind}/{id}/{do}", Name: "admin_act", Enter: admin, handle: s.adminAct},

		// The security officer: accounts
		{Method: "GET", Pattern: "/security/accounts", Name: "security_accounts", Enter: security, Nav: true, Asks: []suggestion.Param{{Name: "after", Kind: suggestion.AskLine}}, List: called(accountFields), handle: s.accountsPage},
		{Method: "GET", Pattern: "/security/accounts/new", Name: "security_waiting", Enter: security, Asks: aChoice("role", roles...), List: called([]string{"text"}), handle: s.waitingPage},
		{Method: "POST", Pattern: "/security/accounts/new", Name: "security_waiting", Enter: security, handle: s.createAccounts},
		{Method: "GET", Pattern: "/security/slips/{batch}", Name: "security_slips", Enter: security, handle: s.slipsPage},
		{Method: "POST", Pattern: "/security/slips/{batch}", Name: "security_slips", Enter: security, handle: s.takeSlips},
		{Method: "GET", Pattern: "/security/accounts/{id}", Name: "security_account", Enter: security, handle: s.accountPage},
		{Method: "POST", Pattern: "/security/accounts/{id}", Name: "security_account", Enter: security, handle: s.changeAccount},
		{Method: "GET", Pattern: "/security/settings", Name: "security_settings", Enter: security, Nav: true, handle: s.securitySettings},

		// The auditor: logs, read-only
		{Method: "GET", Pattern: "/audit/log", Name: "audit_log", Enter: auditor, Nav: true, Asks: goesOn, List: called(logFields), handle: s.auditLog},
		{Method: "GET", Pattern: "/audit/log.xlsx", Name: "audit_log_file", Enter: auditor, File: true, List: called(logFields), handle: s.auditLogFile},
		{Method: "GET", Pattern: "/audit/security", Name: "audit_security", Enter: auditor, Nav: true, Asks: goesOn, List: called(securityFields), handle: s.auditSecurity},
		{Method: "GET", Pattern: "/audit/security.xlsx", Name: "audit_security_file", Enter: auditor, File: true, List: called(securityFields), handle: s.auditSecurityFile},
		{Method: "GET", Pattern: "/audit/verify", Name: "audit_verify", Enter: auditor, Nav: true, handle: s.verifyPage},
		{Method: "POST", Pattern: "/audit/verify", Name: "audit_verify", Enter: auditor, handle: s.verifyNow},
	}
}

// officeOf is the first page of an administrator; empty for everybody else.
func (s *Server) officeOf(a org.Actor) string {
	for _, route := range s.adminRoutes() {
		if route.Nav && route.Enter.Admits(a) {
			return route.Pattern
		}
	}
	return ""
}
