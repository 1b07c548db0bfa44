import { html } from 'hono/html'
import * as z from 'zod'
import { owedBySchema, promiseKindSchema, replyPurposeSchema } from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { outboundChannelSchema } from '#shared/cases/network.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { AnswerWay } from '#shared/replies/answer-ways.ts'
import { type DraftWay, LONGEST_DRAFT } from '#shared/replies/draft.ts'
import type { Hindrance } from '../../case-acts.ts'
import { deskFields, keyed } from '../act-form.ts'
import type { Frame } from '../frame.ts'
import { WARNING } from '../icons.ts'
import { beginningOf } from '../own-words.ts'
import { timeOf } from '../time.ts'
import { previewFacts, previewList, previewTemplates, wayButtons } from './answer-preview.ts'
import { caseForm, choice, localTime, moment, optionsOf, type Typed } from './case-form.ts'
import { type CasePageValue, caseHref, type PostedForm, sayHindrance, standsAt } from './case-value.ts'
import { wayBand } from './ways.ts'

/** Where an answer or a note is written. The script works on it by the marks that `shared/desk/browser` names. */

const WAYS = ['public', 'private', 'mail', 'note'] as const

/** The acts that the form's buttons do; all else that was refused belongs to other forms. */
const OWN_ACTS = ['replies', 'notes', 'replies/preview']

/** Tells whether it was posted from where answers are written: what it met with is told there. */
export const isOfComposer = ({ act, form }: Pick<PostedForm, 'act' | 'form'>): boolean =>
	form === undefined && (OWN_ACTS.includes(act) || act.startsWith('drafts/'))

const chosenWay = ({ query, beside, shown }: CasePageValue, typed: Typed, isTyped: boolean): DraftWay => {
	if (isTyped) return WAYS.find((way) => way === (typed('_way') || typed('visibility', 'note'))) ?? 'note'
	const drafted = WAYS.find((way) => beside.drafts[way] !== undefined)
	return (
		query.way ??
		(query.to === undefined && query.step === undefined ? drafted : undefined) ??
		(shown.case.state === 'closed' ? 'note' : beside.lastWay)
	)
}

const stepText = ({ query, shown }: CasePageValue): string =>
	shown.case.netiquette.next.find(({ kind }) => kind === query.step)?.text ?? ''

/** A request to delete what the customer exposed, where the answer is to just that message. */
const exposureText = ({ query, shown }: CasePageValue): string =>
	shown.case.exposures.find(({ message }) => message === query.to)?.text ?? ''

const wayRadio = (frame: Frame, value: CasePageValue, way: DraftWay, chosen: DraftWay): Html => {
	const known = value.beside.ways.find((one) => one.way === way)
	const hindrance =
		way === 'note' ? value.beside.hindrances.notes : (value.beside.hindrances.replies ?? known?.refused?.refusal)
	const why = sayHindrance(frame, hindrance)
	const keys = { public: 'o', private: 'v', mail: 'm', note: 'n' }
	// Of a note no way is sent along: it goes nowhere.
	const sent = way === 'note' ? '' : way
	return html`<span class="way ${way}${why !== undefined && ' closed'}"><input type="radio" name="visibility" id="way-${way}" value="${sent}" data-way="${way}" data-then="text"${way === chosen && html` checked`}${keyed(frame, keys[way])}><label for="way-${way}">${wayBand(frame, way)}${why !== undefined && html`<span class="unseen">, ${why}</span>`}</label></span>`
}

const reaches = (frame: Frame, value: CasePageValue, { way, reaches: reached, until, refused }: AnswerWay): Html => {
	const { composer: said } = frame.texts.case
	const { caseCodes, tag } = frame.texts
	const name = reached?.name ?? (reached?.handle === undefined ? '' : `@${reached.handle}`)
	const where =
		reached === undefined || reached.channel === 'mail' ? '' : `${said.on} ${caseCodes.channels[reached.channel]}`
	const under =
		way === 'public' && reached?.text !== undefined
			? html` ${said.under} <q dir="auto">${beginningOf(reached.text, 60)}</q>`
			: ''
	return html`<p class="reaches ${way}">${wayBand(frame, way)} ${name !== '' && html`${said.to} <bdi>${name}</bdi>`} <span class="soft">${where}</span>${under} <strong>${said.reads[way]}</strong>${until !== undefined && html` <span>${said.until} ${timeOf(tag, until)}</span>`}</p>${refused !== undefined && impossible(frame, way, refused, value.beside.hindrances.dataRequests === undefined)}`
}

/** Why ways are closed, beside the one that is chosen. */
const closedWays = (frame: Frame, { beside }: CasePageValue): Html => {
	const { composer: said } = frame.texts.case
	const closed = beside.ways.filter(({ refused }) => refused?.possible !== undefined)
	return html`${closed.map(({ way, refused }) => html`<p class="closed-way ${way}">${said.ways[way]}: ${sayHindrance(frame, refused?.refusal)}</p>`)}`
}

/** Why a way is closed, and what else there is. */
const impossible = (
	frame: Frame,
	way: DraftWay,
	{ refusal, possible, link, why }: NonNullable<AnswerWay['refused']>,
	mayAsk: boolean,
): Html => {
	const { composer: said } = frame.texts.case
	const words = why === undefined ? sayHindrance(frame, refusal) : frame.texts.caseCodes.byHandReasons[why]
	const open = [...new Set((possible ?? []).map(({ visibility }) => visibility))]
	const isDeadEnd = possible !== undefined && open.length === 0
	return html`<div class="impossible ${way}"><p>${WARNING} ${words}${isDeadEnd && html`. ${said.nothingInstead}${mayAsk && html` <a href="#data">${said.askData}</a>`}`}</p>${open.length > 0 && html`<p class="instead"><span class="soft">${said.instead}</span>${open.map((one) => html`<label class="act" for="way-${one}">${said.ways[one]}</label>`)}</p>`}${link !== undefined && html`<p><a href="${link}" target="_blank" rel="noreferrer">${said.openThere}</a></p>`}${refusal === 'answerByHand' && html`<p><a href="#closing">${said.byHand}</a></p>`}</div>`
}

/** What the answer is about where somebody chose it: the message, and the word about its tone. */
const chosenLines = (frame: Frame, value: CasePageValue): Html => {
	const { composer: said } = frame.texts.case
	const { to, step } = value.query
	if (to === undefined) return html``
	const entry = [...value.shown.timeline, ...value.shown.unanswered].find(({ id }) => id === to)
	const words = entry?.text === undefined ? '' : html` <q dir="auto">${beginningOf(entry.text, 120)}</q>`
	const about = step === undefined ? said.chosen : said.step[step]
	const fields =
		step === undefined
			? ''
			: html`<input type="hidden" name="netiquette.kind" value="${step}"><input type="hidden" name="netiquette.message" value="${to}">`
	return html`<p class="chosen">${about}${words} <a href="${caseHref(value, step === undefined ? {} : { to }, 'composer')}">${step === undefined ? said.dropChosen : said.dropStep}</a></p><input type="hidden" name="inReplyTo" value="${to}">${fields}`
}

const purposeFields = (frame: Frame, value: CasePageValue, typed: Typed): Html => {
	const { case: said, caseCodes } = frame.texts
	const [, ...others] = replyPurposeSchema.options
	const networks = value.shown.case.channels
	return html`<div class="kinds">${choice(said.composer.kind, 'purpose', optionsOf(others, caseCodes.purposes), { typed: typed('purpose'), first: caseCodes.purposes.answer })}<div class="interim">${moment(said.composer.interimUntil, 'until', typed('until:local'), false)}</div>${
		networks.length > 1 &&
		choice(
			said.composer.channel,
			'channel',
			optionsOf(
				outboundChannelSchema.exclude(['mail']).options.filter((one) => networks.includes(one)),
				caseCodes.channels,
			),
			{ typed: typed('channel'), first: said.composer.anyChannel },
		)
	}</div>`
}

const takenSchema = z.object({ kind: promiseKindSchema, dueAt: instantSchema })

/** Returns the promise that a text sounds like, where its button was pressed; it takes the place of what was typed. */
const takenPromise = (typed: Typed): Typed => {
	const [kind, dueAt] = typed('_promise').split(' ')
	const taken = takenSchema.safeParse({ kind, dueAt }).data
	if (taken === undefined) return typed
	const fields = new Map([
		['promise.kind', taken.kind],
		['promise.dueAt:local', localTime(taken.dueAt)],
	])
	return (name, suggested) => fields.get(name) ?? typed(name, suggested)
}

const promiseFields = (frame: Frame, asTyped: Typed): Html => {
	const { case: said, caseCodes } = frame.texts
	const typed = takenPromise(asTyped)
	const isOpen = typed('promise.kind') !== ''
	return html`<details class="fold for-answer"${isOpen && html` open`}><summary>${said.composer.promise}</summary><div class="kinds">${choice(said.side.promiseKind, 'promise.kind', optionsOf(promiseKindSchema.options, caseCodes.promiseKinds), { typed: typed('promise.kind'), first: said.composer.noPromise })}${moment(said.side.promiseDue, 'promise.dueAt', typed('promise.dueAt:local'), false)}${choice(said.side.promiseOwedBy, 'promise.owedBy', optionsOf(owedBySchema.exclude(['agent']).options, caseCodes.owedBy), { typed: typed('promise.owedBy'), first: caseCodes.owedBy.agent })}</div></details>`
}

/** The names that an act of the form takes, where it takes not all of them. */
const ONLY = {
	note: 'version text',
	draft: 'text',
} as const

/** The ends that the case may have with this answer: opened, then chosen, and nothing else can be chosen. */
const closeButtons = (frame: Frame, { beside }: CasePageValue): Html | '' => {
	const { case: said, codes } = frame.texts
	if (beside.viewer.isTrainee || beside.endings.whenSent.length === 0) return ''
	const ends = beside.endings.whenSent.map(
		(outcome) =>
			html`<button class="act" name="closing.outcome" value="${outcome}" data-send>${codes.outcomes[outcome]}</button>`,
	)
	return html`<details class="fold ends"><summary${keyed(frame, 'Ctrl+Shift+Enter')}>${said.composer.closeWith}</summary><div class="do">${ends}</div></details>`
}

/** Why no answer can be sent now; undefined where one can. */
const answerHindrance = ({ beside }: CasePageValue): Hindrance | undefined => {
	const isOpen = beside.ways.some(({ refused }) => refused === undefined)
	return beside.hindrances.replies ?? (isOpen ? undefined : beside.ways[0]?.refused?.refusal)
}

/** Somebody else's claim may end while this page stands: then the script lets its text go. */
const isTakenNow = (value: CasePageValue): boolean => answerHindrance(value) === 'claimedByOther'

const buttons = (frame: Frame, value: CasePageValue, way: DraftWay): Html => {
	const { composer: said } = frame.texts.case
	const { beside, shown } = value
	const acts = `/desk/cases/${shown.case.number}/acts`
	const isTaken = isTakenNow(value)
	const answer = isTaken ? undefined : sayHindrance(frame, answerHindrance(value))
	const note = sayHindrance(frame, beside.hindrances.notes)
	const send = beside.viewer.isTrainee
		? said.propose
		: beside.neighbours?.next === undefined
			? said.send
			: said.sendNext
	const dead = (words: string, why: string): Html =>
		html`<button type="button" class="act main" aria-disabled="true">${words}<span class="why">${why}</span></button>`
	// What Enter in a field presses is the first button, which does nothing.
	const first = html`<button disabled hidden></button>`
	// The script does both by itself.
	const byHand = html`<noscript><button class="act for-answer" formaction="${acts}/replies/preview" formnovalidate>${said.preview}</button><button class="act" formaction="${acts}/drafts/${way}?_method=PUT&_done=draftSaved" name="_only" value="${ONLY.draft}" formnovalidate>${said.saveDraft}</button></noscript>`
	const sending =
		answer === undefined
			? html`<button class="act main for-answer" data-send${isTaken && html` aria-disabled="true"`}${keyed(frame, 'Ctrl+Enter')}>${send}</button>`
			: html`<div class="for-answer">${dead(send, answer)}</div>`
	const noting =
		note === undefined
			? html`<button class="act main for-note" formaction="${acts}/notes?_done=noted" name="_only" value="${ONLY.note}" formnovalidate${keyed(frame, 'Ctrl+Enter')}>${said.note}</button>`
			: html`<div class="for-note">${dead(said.note, note)}</div>`
	return html`<div class="send">${first}${byHand}${sending}${noting}</div>`
}

/** Says why nothing was sent, first, with ways out; what was typed stands below as it was. */
const refusal = (frame: Frame, value: CasePageValue): Html | '' => {
	const { composer: said } = frame.texts.case
	const { posted, shown } = value
	if (posted?.refusal === undefined || !isOfComposer(posted)) return ''
	const acts = `/desk/cases/${shown.case.number}/acts`
	const { title, detail, ways = [], link, isStale } = posted.refusal
	const open = [...new Set(ways.map(({ visibility }) => visibility))]
	return html`<section class="refused" role="alert"><h3>${WARNING} ${said.refusedTitle}: ${title}</h3><p>${isStale === true ? said.stale : detail}</p>${open.length > 0 && wayButtons(frame, `${acts}/replies/preview`, open)}${link !== undefined && html`<p><a href="${link}" target="_blank" rel="noreferrer">${said.openThere}</a></p>`}${posted.act === 'notes' && posted.refusal.isOfData === true && html`<p><button class="act" formaction="${acts}/notes" name="into" value="vault">${said.vault}</button></p>`}${isStale === true && html`<p><button class="act" form="composer" data-send>${said.sendAnyway}</button></p>`}</section>`
}

const draftLine = (frame: Frame, { beside }: CasePageValue, way: DraftWay): Html => {
	const { case: said, tag } = frame.texts
	const draft = beside.drafts[way]
	const back = draft?.cameBack === undefined ? '' : said.composer.cameBack[draft.cameBack]
	const others = WAYS.filter((one) => one !== way && beside.drafts[one] !== undefined)
	return html`<p class="drafts soft">${draft !== undefined && html`${back}${said.composer.draftFrom} ${timeOf(tag, draft.at)}. `}<span id="saved"${draft !== undefined && html` data-at="${draft.at}"`} hidden></span> <span id="claim" hidden></span> <span id="above" hidden></span>${others.length > 0 && html` ${said.composer.earlierText}: ${others.map((one) => said.composer.ways[one]).join(', ')}`}</p>`
}

/** Renders the form that gives an answer which was sent another text. */
const correction = (frame: Frame, value: CasePageValue): Html | '' => {
	const { composer: said } = frame.texts.case
	const { correct } = value.query
	const entry = value.shown.timeline.find(({ id }) => id === correct)
	if (correct === undefined || entry?.text === undefined) return ''
	const act = `replies/${correct}/correction`
	const signature = ` ^${entry.initials ?? ''}`
	const text = entry.text.endsWith(signature) ? entry.text.slice(0, -signature.length) : entry.text
	return html`<section class="correction public" id="correction"><h3>${wayBand(frame, 'public')} ${said.correcting}</h3>${caseForm(
		frame,
		value,
		{
			act,
			label: said.saveCorrection,
			done: 'corrected',
			look: 'main',
			content: (typed) =>
				html`<label class="field">${said.text}<textarea name="text" rows="4" dir="auto" required>${typed('text', text)}</textarea></label>`,
		},
	)}<a href="${caseHref(value, {}, 'composer')}">${said.cancelCorrection}</a></section>`
}

/** Renders where an answer or a note is written. It is no part: nothing that comes anew touches it. */
export const composer = (frame: Frame, value: CasePageValue): Html => {
	const { case: said } = frame.texts
	const { hindrances } = value.beside
	if (hindrances.replies === 'roleForbidden' && hindrances.notes === 'roleForbidden')
		return html`<section class="composing" id="composer"><p class="soft">${sayHindrance(frame, 'roleForbidden')}</p></section>`
	const { shown, beside, posted, query, preview } = value
	const acts = `/desk/cases/${shown.case.number}/acts`
	const isTyped = posted !== undefined && isOfComposer(posted)
	const typedFields = new Map(isTyped ? posted.typed : [])
	const typed: Typed = (name, suggested = '') => typedFields.get(name) ?? suggested
	const way = chosenWay(value, typed, isTyped)
	const suggested = stepText(value) || exposureText(value) || (beside.drafts[way]?.text ?? '')
	const text = isTyped ? typed('text') : suggested
	const next =
		beside.neighbours?.next === undefined
			? `/desk/queue?view=${query.view ?? 'now'}`
			: `/desk/cases/${beside.neighbours.next}?view=${query.view ?? 'now'}`
	// Who took an answer back goes on where they wrote it.
	const isBack = frame.notice?.kind === 'done' && frame.notice.code === 'withdrawn'
	const place = { frame, act: `${acts}/replies/preview`, written: text }
	const ways = query.to === undefined ? WAYS : WAYS.filter((one) => one !== 'note')
	return html`<section class="composing" aria-labelledby="composing-title"><h2 id="composing-title" class="unseen">${said.composer.title}</h2>${correction(frame, value)}<form id="composer" class="composer" method="post" action="${acts}/replies" data-keep>${deskFields(frame, { back: next, at: standsAt(value) ?? caseHref(value), done: beside.viewer.isTrainee ? 'proposed' : 'queued' })}<input type="hidden" name="version:number" value="${shown.case.version}">${refusal(frame, value)}<fieldset class="way-choice"><legend class="unseen">${said.composer.way}</legend>${ways.map((one) => wayRadio(frame, value, one, way))}</fieldset>${chosenLines(frame, value)}<div class="reached">${beside.ways.map((one) => reaches(frame, value, one))}<p class="reaches note">${wayBand(frame, 'note')} <strong>${said.composer.reads.note}</strong></p>${closedWays(frame, value)}</div><label class="unseen" for="text">${said.composer.text}</label><textarea id="text" name="text" rows="3" dir="auto" maxlength="50000" data-longest="${LONGEST_DRAFT}" placeholder="${said.composer.textHint[shown.case.language]}" aria-describedby="preview"${isBack && html` autofocus`}${keyed(frame, 'r')}>${text}</textarea>${previewFacts(frame, preview)}${previewList(place, preview)}${preview !== undefined && preview.refusals.length + preview.warnings.length === 0 && html`<p class="fine">${said.composer.fine}</p>`}${preview !== undefined && html`<details class="fold"><summary>${said.composer.asSent}</summary><div class="words" dir="auto">${preview.text}</div></details>`}<p class="blocked" data-blocked${!isTakenNow(value) && html` hidden`}>${isTakenNow(value) && sayHindrance(frame, answerHindrance(value))}</p>${beside.viewer.isTrainee && html`<p class="soft for-answer">${said.composer.proposeHelp}</p>`}${shown.case.state === 'closed' && html`<p class="soft">${said.composer.closedCase}</p>`}<div class="bar"><div class="more-of for-answer">${purposeFields(frame, value, typed)}${promiseFields(frame, typed)}${beside.hindrances.replies === undefined && closeButtons(frame, value)}</div>${draftLine(frame, value, way)}${buttons(frame, value, way)}</div></form>${previewTemplates(frame)}</section>`
}
