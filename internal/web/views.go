package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// saveView keeps the list of an address under a name.
func (s *Server) saveView(w http.ResponseWriter, r *http.Request) error {
	query, name := r.PostFormValue("query"), r.PostFormValue("name")
	v, err := url.ParseQuery(query)
	if err != nil {
		return answer.BadForm(err)
	}
	v.Del("after")
	bare := url.Values{}
	for k, vs := range v {
		bare[k] = vs
	}
	if bare.Get("session") == "all" {
		bare.Del("session")
	}
	if _, err := suggestion.ParseFilter(bare); err != nil {
		return err
	}
	err = s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error {
		return tx.SaveView(r.Context(), visit(r).actor().Post.ID, name, v.Encode())
	})
	if err != nil {
		return s.listAgain(w, r, "/suggestions?"+query, err)
	}
	s.say(w, []string{"name", strings.TrimSpace(name)}, "lists.view_saved")
	return see(w, r, "/suggestions?"+v.Encode())
}

// changeView gives a saved list another name, or removes it.
func (s *Server) changeView(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	post := visit(r).actor().Post.ID
	key := "lists.view_renamed"
	err = s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error {
		if r.PostFormValue("do") == "delete" {
			key = "lists.view_deleted"
			return tx.DeleteView(r.Context(), post, id)
		}
		return tx.RenameView(r.Context(), post, id, r.PostFormValue("name"))
	})
	if err != nil {
		return err
	}
	s.say(w, nil, key)
	return see(w, r, r.PostFormValue("back"))
}
