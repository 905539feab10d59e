package look

// Code names a fact. Its name in words is the catalogue's look.fact.<code>, its definition look.fact.<code>.def.
type Code string

// Origin says what act or entry a fact is read from. Facts of different origins are independent: no single act changes both.
type Origin string

// The origins. Those before Entered are acts in the case's own log.
const (
	OfText       Origin = "text"       // 建议文本与相关情况
	OfSignature  Origin = "signature"  // 联名
	OfAssignment Origin = "assignment" // 交办与承办任务
	OfContact    Origin = "contact"    // 沟通联系
	OfInstruct   Origin = "instruct"   // 批示、批办
	OfReply      Origin = "reply"      // 答复
	OfPromise    Origin = "commitment" // 承诺台账
	OfMark       Origin = "mark"       // 重点、优秀
	OfDay        Origin = "day"        // the cut-off alone
	Entered      Origin = "entered"    // 录入的外部情况
)

// The facts.
const (
	DaysLeft      Code = "days_left"      // to the end of the year of hand-over
	DaysGiven     Code = "days_given"     // from the hand-over to the end of its year
	Unsolved      Code = "unsolved"       // the share is answered, and its outcome is not "solved"
	DueUnkept     Code = "due_unkept"     // promises of this year whose day has gone by and that are not kept
	ClaimsWaiting Code = "claims_waiting" // promises claimed done that nobody has judged yet
	NotYetDue     Code = "not_yet_due"    // promises whose day has not come
	Promises      Code = "promises"       // dated promises in the reply in force
	Grounds       Code = "grounds"        // the reply gives a reason that stands on a named law or document
	AlikeSolved   Code = "alike_solved"   // similar cases that were solved
	Planned       Code = "planned"        // special plans of the year that contain the matter
	Cosigners     Code = "cosigners"      // co-signers who confirmed
	WholeTeam     Code = "whole_team"     // made by a whole delegation
	SimilarYears  Code = "similar_years"  // earlier years in which the matter was raised
	PressReports  Code = "press"          // press reports
	PublicWeight  Code = "public_weight"  // people who wrote or came
	Instructions  Code = "instructions"   // instructions of leaders and of the unit's head
	FaceToFace    Code = "face_to_face"   // meetings with the deputy, undisputed
	ContactLate   Code = "contact_late"   // days by which the first contact was late
	Researched    Code = "researched"     // grew out of research, a seminar or a visit
	Operable      Code = "operable"       // requests that are more than a wish
	Valued        Code = "valued"         // key or excellent
	NotAdopted    Code = "not_adopted"    // answered "later", "for reference" or "impossible"
	Answered      Code = "answered"       // the share has a delivered reply
	ThinAnswers   Code = "thin_answers"   // requests answered with nothing or next to nothing
	Copies        Code = "copies"         // other cases that got the same text
	Specifics     Code = "specifics"      // dates, amounts, numbers and people in the text
	Reworking     Code = "reworking"      // the share is being handled again
	PublicUnhappy Code = "public_unhappy" // people who wrote or came against how it was handled, since the reply
	SurveyUnhappy Code = "survey_unhappy" // percent dissatisfied among those whom it concerns, since the reply
)

// Codes lists every fact with its origin, in the order of the documents.
var Codes = []struct {
	Code   Code
	Origin Origin
}{
	{DaysLeft, OfDay},
	{DaysGiven, OfAssignment},
	{Unsolved, OfReply},
	{DueUnkept, OfPromise},
	{ClaimsWaiting, OfPromise},
	{NotYetDue, OfPromise},
	{Promises, OfPromise},
	{Grounds, OfReply},
	{AlikeSolved, Entered},
	{Planned, Entered},
	{Cosigners, OfSignature},
	{WholeTeam, OfText},
	{SimilarYears, Entered},
	{PressReports, Entered},
	{PublicWeight, Entered},
	{Instructions, OfInstruct},
	{FaceToFace, OfContact},
	{ContactLate, OfContact},
	{Researched, OfText},
	{Operable, OfText},
	{Valued, OfMark},
	{NotAdopted, OfReply},
	{Answered, OfReply},
	{ThinAnswers, OfReply},
	{Copies, OfReply},
	{Specifics, OfReply},
	{Reworking, OfAssignment},
	{PublicUnhappy, Entered},
	{SurveyUnhappy, Entered},
}

// truths are the facts that are there or not.
var truths = []Code{Unsolved, Grounds, WholeTeam, Researched, Valued, NotAdopted, Answered, Reworking}

// OriginOf returns what a fact is read from, and whether there is such a fact.
func OriginOf(code Code) (Origin, bool) {
	for _, c := range Codes {
		if c.Code == code {
			return c.Origin, true
		}
	}
	return "", false
}

// InLog reports whether an origin is the case's own log.
func (o Origin) InLog() bool { return o != OfDay && o != Entered }
