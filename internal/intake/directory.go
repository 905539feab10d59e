package intake

import (
	"cmp"
	"slices"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// names makes what the sheet looks words up in. Living organisations hide ended ones of the same name; a person who has held
// several mandates is known by the latest.
func names(d *store.Directory) *sheet.Directory {
	out := sheet.NewDirectory()
	living := map[string]bool{}
	orgs := slices.Clone(d.Orgs)
	slices.SortStableFunc(orgs, func(a, b org.Org) int { return cmp.Compare(a.Ended, b.Ended) }) // "" first
	for _, o := range orgs {
		for _, name := range append([]string{o.Name, o.ShortName, o.Code}, o.Aliases...) {
			if o.Ended == "" {
				living[sheet.Fold(name)] = true
			} else if living[sheet.Fold(name)] {
				continue
			}
			addOrg(out, o, name)
		}
	}
	addDeputies(out, d)
	for _, c := range d.Categories {
		out.Categories.Add(c.ID, c.Name, c.Code)
	}
	return out
}

func addOrg(out *sheet.Directory, o org.Org, name string) {
	switch {
	case o.Handles():
		out.Units.Add(o.ID, name)
	case o.Kind == org.Delegation || o.Kind == org.Group:
		out.Delegations.Add(o.ID, name)
	case o.Kind == org.SpecialCommittee || o.Kind == org.Committee || o.Kind == org.Leadership:
		out.Committees.Add(o.ID, name)
	default:
		out.Others.Add(o.ID, name)
	}
}

func addDeputies(out *sheet.Directory, d *store.Directory) {
	latest := map[int64]org.Post{} // by person
	for _, p := range d.Posts {
		if p.Role != org.Deputy {
			continue
		}
		if p.Cert != "" {
			out.Certs[sheet.Fold(p.Cert)] = p.ID
			out.Deputies.Add(p.ID) // known by certificate; by name only when it is the latest mandate
		}
		if was, ok := latest[p.Person]; !ok || p.From > was.From || p.From == was.From && p.ID > was.ID {
			latest[p.Person] = p
		}
	}
	for person, p := range latest {
		out.Deputies.Add(p.ID, d.PersonName(person))
	}
}
