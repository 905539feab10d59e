package campaign

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a training and of a session of it.
const (
	TrainingDrafted   flow.State = "drafted"   // 拟订中
	TrainingPublished flow.State = "published" // 已通知代表
	TrainingClosed    flow.State = "closed"    // 已结束
	TrainingCancelled flow.State = "cancelled" // 已取消
	LessonPlanned     flow.State = "planned"   // 待开展
	LessonHeld        flow.State = "held"      // 已开展
	LessonCancelled   flow.State = "cancelled" // 已取消
)

// Training is a training of deputies (代表培训): of the newly elected, of duty, of a special matter; online, offline or in deputies' groups.
type Training struct {
	dossier.Head
	Title     string            `json:"title"`
	Sort      string            `json:"training_sort" show:"option:training_sort"`
	Way       string            `json:"training_way" show:"option:training_way"`
	Aim       string            `json:"aim"`
	Audience                    // whom it is for
	Notified  int               `json:"notified,omitempty"` // deputies, when it was published
	Files     []suggestion.File `json:"files,omitempty"`    // materials
	Lessons   []*Lesson         `json:"lessons,omitempty"`
	Conclude  string            `json:"conclusion,omitempty"`
	Cancelled string            `json:"why,omitempty"`
}

// Lesson is one session of a training.
type Lesson struct {
	dossier.Part
	On      calendar.Day      `json:"on"`
	Title   string            `json:"title"`
	Place   string            `json:"place,omitempty"`
	Speaker string            `json:"speaker,omitempty"`
	Files   []suggestion.File `json:"files,omitempty"`
	Present []int64           `json:"present,omitempty" show:"deputies"`
	Number  int               `json:"present_count,omitempty"` // attendance as staff entered it
	Why     string            `json:"why,omitempty"`
}

// Parts lists the sessions.
func (t *Training) Parts(yield func(string, *dossier.Part) bool) {
	for _, l := range t.Lessons {
		if !yield("lesson", &l.Part) {
			return
		}
	}
}

// Readers says who is to read the materials.
func (t *Training) Readers() Audience { return t.Audience }

// Text is the aim of the training.
func (t *Training) Text() string { return t.Aim }

// Face tells lists and scope of the training: deputies see it once they are told of it.
func (t *Training) Face() dossier.Face {
	f := dossier.Face{Title: t.Title, On: t.BegunOn}
	if len(t.Lessons) > 0 {
		f.On = t.Lessons[0].On
	}
	switch t.State {
	case TrainingDrafted:
		f.Tasks = []dossier.Task{{Name: "publish_training", Holder: office(t.Congress), Start: t.BegunOn}}
	case TrainingPublished, TrainingClosed:
		f.Parties = t.Keys(t.Congress)
	}
	if t.State == TrainingPublished {
		open := false
		for _, l := range t.Lessons {
			if l.State == LessonPlanned {
				f.Tasks = append(f.Tasks, dossier.Task{Name: "hold_lesson", Part: l.No, Holder: office(t.Congress), Start: t.BegunOn, Due: l.On})
				f.Due, open = earliest(f.Due, l.On), true
			}
		}
		if !open {
			f.Tasks = append(f.Tasks, dossier.Task{Name: "close_training", Holder: office(t.Congress)})
		}
	}
	return f
}

// WriteTraining is the training as the committee plans it. Files are added to those that are there.
type WriteTraining struct {
	Title string `json:"title" form:"line,required" max:"100"`
	Sort  string `json:"training_sort" form:"choice,required" options:"first,duty,special"`
	Way   string `json:"training_way" form:"choice,required" options:"offline,online,group"`
	Aim   string `json:"aim" form:"text,required" max:"5000"`
	Audience
	Files []suggestion.File `json:"files" form:"files"`
}

// AddLesson adds a session.
type AddLesson struct {
	On      calendar.Day      `json:"on" form:"day,required"`
	Title   string            `json:"title" form:"line,required" max:"100"`
	Place   string            `json:"place" form:"line" max:"100"`
	Speaker string            `json:"speaker" form:"line" max:"100"`
	Files   []suggestion.File `json:"files" form:"files"`
}

// HoldLesson records the attendance of a session, as staff counted it.
type HoldLesson struct {
	On      calendar.Day `json:"on" form:"day,required"`
	Present []int64      `json:"present" form:"deputies"`
	Number  int          `json:"present_count" form:"number,required"`
	Invited []int64      `json:"invited" form:"-"` // who was meant, at that time
}

// Check refuses a session to come, names outside the circle, and fewer heads than names.
func (c *HoldLesson) Check(x *dossier.X[*Training], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	outside("present", c.Present, c.Invited, f)
	if c.Number < len(c.Present) {
		f.Add("present_count", "campaign.fewer_than_named", "n", len(c.Present))
	}
	if c.Number > len(c.Invited) {
		f.Add("present_count", "campaign.more_than_invited", "n", len(c.Invited))
	}
}

func writeTraining(x *dossier.X[*Training], c *WriteTraining) {
	t := x.Doc
	t.Title, t.Sort, t.Way, t.Aim, t.Audience = c.Title, c.Sort, c.Way, c.Aim, c.Audience
	t.Files = append(t.Files, c.Files...)
}

func lesson(x *dossier.X[*Training]) *Lesson {
	for _, l := range x.Doc.Lessons {
		if l.No == x.Part {
			return l
		}
	}
	return &Lesson{}
}

var (
	trainingOpen = dossier.Guard("training_open", func(x *dossier.X[*Training]) bool {
		return x.Doc.State == TrainingPublished
	})
	lessonsDone = dossier.Guard("lessons_open", func(x *dossier.X[*Training]) bool {
		return !slices.ContainsFunc(x.Doc.Lessons, func(l *Lesson) bool { return l.State == LessonPlanned })
	})
)

// TrainingKind is the life of a training and of its sessions.
var TrainingKind = dossier.Sort[*Training]{
	Called: "training", Of: Theme, Public: readersOfGuidance, New: func() *Training { return &Training{} },
	Tables: []flow.Table[*dossier.X[*Training]]{
		{Name: "training", Rules: []flow.Rule[*dossier.X[*Training]]{
			{From: []flow.State{""}, Do: "draft_training", By: staff, To: TrainingDrafted, Act: dossier.Act(writeTraining)},
			{From: []flow.State{TrainingDrafted}, Do: "change_training", By: staff, Act: dossier.Act(writeTraining)},
			{From: []flow.State{TrainingDrafted, TrainingPublished}, Do: "add_lesson", By: staff, Act: dossier.Act(func(x *dossier.X[*Training], c *AddLesson) {
				x.Doc.Lessons = append(x.Doc.Lessons, &Lesson{Part: x.Add(LessonPlanned), On: c.On, Title: c.Title, Place: c.Place, Speaker: c.Speaker, Files: c.Files})
			})},
			{From: []flow.State{TrainingDrafted}, Do: "publish_training", By: staff, To: TrainingPublished, Act: dossier.Act(func(x *dossier.X[*Training], c *Reach) {
				x.Doc.Notified = c.Notified
			})},
			{From: []flow.State{TrainingPublished}, Do: "close_training", By: staff, If: []flow.Guard[*dossier.X[*Training]]{lessonsDone}, To: TrainingClosed, Act: dossier.Act(func(x *dossier.X[*Training], c *suggestion.Words) {
				x.Doc.Conclude = c.Text
			})},
			{From: []flow.State{TrainingDrafted, TrainingPublished}, Do: "cancel_training", By: staff, To: TrainingCancelled, Act: dossier.Act(func(x *dossier.X[*Training], c *suggestion.Reason) {
				x.Doc.Cancelled = c.Reason
			})},
			dossier.RemovesFile[*Training]("remove_training_file", []flow.State{TrainingDrafted, TrainingPublished}, staff),
		}},
		{Name: "lesson", Begins: []flow.State{LessonPlanned}, Rules: []flow.Rule[*dossier.X[*Training]]{
			{From: []flow.State{LessonPlanned}, Do: "hold_lesson", By: staff, If: []flow.Guard[*dossier.X[*Training]]{trainingOpen}, To: LessonHeld, Act: dossier.Act(func(x *dossier.X[*Training], c *HoldLesson) {
				l := lesson(x)
				l.On, l.Present, l.Number = c.On, c.Present, c.Number
			})},
			{From: []flow.State{LessonPlanned}, Do: "cancel_lesson", By: staff, To: LessonCancelled, Act: dossier.Act(func(x *dossier.X[*Training], c *suggestion.Reason) {
				lesson(x).Why = c.Reason
			})},
		}},
	},
}
