// Package templates holds the pages and their parts: words and layout, no decisions. Every page is a struct that embeds Page, every
// part has a struct of its own, so that the compiler checks what a page is given. It knows no database and no request.
package templates

import (
	"strconv"

	"huiyin/internal/i18n"
	"huiyin/internal/web/assets"
)

// Page is what the frame of every page needs.
type Page struct {
	*i18n.Printer         // texts, dates and figures in the reader's language
	Title         string  // of the document and, by default, of the page's head
	Crumbs        []Link  // the way here, without the page itself
	Who           *Who    // nil while nobody is signed in
	Banner        *Banner // what the last act brought about
	Large         bool    // the 20 px mode
	Roomy         bool    // the 17 px mode for people who read rather than work through lists
	Bare          bool    // no navigation: entry and error pages
	Invented      bool    // demonstration data: said on every page
	Path          string  // path and query of this page, to come back to after a change of language
	Printed       string  // date and time for the foot of a printed page
	Search        string  // what stands in the search box
}

// Who is the person signed in, as the header shows them.
type Who struct {
	Name     string
	Post     string // current post, in words
	Place    string // short name of the congress
	Notices  int    // unread
	Posts    []PostChoice
	Nav      []NavItem
	Searches bool // whether a search page exists for this post
}

// PostChoice is a post to which the person may switch.
type PostChoice struct {
	ID      int64
	Text    string
	Current bool
}

// NavItem is one entry of the navigation.
type NavItem struct {
	Href    string
	Text    string
	Count   int // shown when not 0
	Current bool
}

// Link is a text with an address.
type Link struct{ Href, Text string }

// Size names the class of the root element that sets the size of type.
func (p Page) Size() string {
	switch {
	case p.Large:
		return "size-large"
	case p.Roomy:
		return "size-reader"
	}
	return "size-clerk"
}

// upTo99 is a number for a badge, which has no room for more.
func upTo99(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}

// Asset returns the address of an embedded file.
func Asset(name string) string { return assets.Path(name) }

// scriptSettings are htmx's: nothing of a page with personal data is kept in the browser, nothing is evaluated, refused forms
// are shown.
const scriptSettings = `{"historyCacheSize":0,"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,` +
	`"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}`
