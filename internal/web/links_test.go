package web

import (
	"html"
	"net/http"
	"strings"
	"testing"
)

// No page of a role leads to what the role may not enter, nor to a case or dossier that it cannot open: each page is read once for every thing it is
// about, and every address that it names is asked for.
func TestNoPageLeadsWhereItsReaderMayNotGo(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some thousand pages")
	}
	town := shownCity(t)
	for _, g := range town.signedIn(t) {
		t.Run(g.name, func(t *testing.T) {
			g.T = t
			type link struct{ from, to string }
			sorts, asked := map[string]int{}, map[string]bool{"/": true}
			for queue := []link{{"", "/"}}; len(queue) > 0; queue = queue[1:] {
				w := g.get(queue[0].to)
				if w.Code == http.StatusForbidden || w.Code == http.StatusNotFound {
					t.Errorf("%s leads to %s, which answers %d", queue[0].from, queue[0].to, w.Code)
				}
				if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
					continue
				}
				for _, l := range linked.FindAllStringSubmatch(w.Body.String(), -1) {
					address := html.UnescapeString(l[1])
					path, _, _ := strings.Cut(address, "?")
					sort := numbered.ReplaceAllString(path, "/#")
					if asked[address] || strings.HasPrefix(path, "/assets/") || sorts[sort] >= most(sort) {
						continue
					}
					asked[address] = true
					sorts[sort]++
					queue = append(queue, link{queue[0].to, address})
				}
			}
		})
	}
}

// most is how many pages of a sort are read.
func most(sort string) int {
	switch sort {
	case "/dossiers/#":
		return 60
	case "/suggestions/#", "/dossiers/#/read", "/dossiers/#/progress":
		return 10
	}
	return 1
}
