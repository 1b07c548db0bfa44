import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { Frame } from '../frame.ts'
import { timeOf } from '../time.ts'
import { caseForm, choice, foldedForm, line, moment, optionsOf, type Typed } from './case-form.ts'
import { type CasePageValue, frameOfPart, personName } from './case-value.ts'
import { closingSection } from './side-closing.ts'
import { dataSection } from './side-data.ts'
import { promiseSection } from './side-promises.ts'
import { netiquetteSection, personSection } from './side-rare.ts'
import { callSection, proposalSection, questionSection, speechSection } from './side-talk.ts'

/** What is owed, asked and known around a case, and the rarer acts: each section is quiet until somebody opens it. */

const peopleOptions = (value: CasePageValue, away: (name: string) => string): readonly (readonly [string, string])[] =>
	value.beside.people
		.filter(({ isWorking }) => isWorking)
		.map(({ sub, name, isHere }) => [sub, isHere ? name : away(name)])

const whoSection = (frame: Frame, value: CasePageValue): Html => {
	const { side: said } = frame.texts.case
	const { shown, beside } = value
	const { owner, claimedBy } = shown.case
	const mine = claimedBy === beside.viewer.sub || owner === beside.viewer.sub
	const remark = (typed: Typed, name: 'note' | 'reason'): Html => line(said.remark, name, typed(name))
	const people = peopleOptions(value, said.notHere)
	const toAgent = foldedForm(frame, value, {
		act: 'assign',
		needs: 'assign',
		summary: said.assign,
		opens: 'b',
		label: said.assign,
		done: 'assigned',
		content: (typed) =>
			html`${choice(said.assignTo, 'owner', people, { typed: typed('owner'), first: '–', isRequired: true })}${choice(said.deputy, 'deputy', people, { typed: typed('deputy'), first: said.noDeputy })}${remark(typed, 'note')}`,
	})
	const toTeam =
		beside.hindrances.assign === undefined && beside.teams.length > 0
			? foldedForm(frame, value, {
					act: 'assign',
					form: 'assign team',
					summary: said.assignTeam,
					label: said.assign,
					done: 'assigned',
					content: (typed) =>
						html`${choice(said.assignTo, 'team', optionsOf(beside.teams, Object.fromEntries(beside.teams.map((team) => [team, team]))), { typed: typed('team'), first: '–', isRequired: true })}${remark(typed, 'note')}`,
				})
			: ''
	const isOthers = owner !== undefined && owner !== beside.viewer.sub
	const takeOver = isOthers
		? foldedForm(frame, value, {
				act: 'take-over',
				needs: 'takeOver',
				summary: said.takeOver,
				hint: said.takeOverHelp,
				label: said.takeOver,
				done: 'claimed',
				content: (typed) => remark(typed, 'reason'),
			})
		: ''
	return html`<section><h3>${said.who}</h3>${mine ? caseForm(frame, value, { act: 'release', needs: 'release', label: said.release, done: 'released' }) : caseForm(frame, value, { act: 'claim', needs: 'claim', label: said.claim, done: 'claimed', key: 'c' })}${toAgent}${toTeam}${takeOver}</section>`
}

const followUpSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, tag } = frame.texts
	const { followUp } = value.shown.case
	const set = foldedForm(frame, value, {
		act: 'follow-up',
		needs: 'followUp',
		summary: followUp === undefined ? said.side.setFollowUp : said.side.moveFollowUp,
		opens: 'w',
		label: said.side.setFollowUp,
		done: 'followUp',
		content: (typed) =>
			html`${moment(said.side.followUpAt, 'at', typed('at:local'))}${line(said.side.remark, 'note', typed('note'))}`,
	})
	const clear =
		followUp === undefined
			? ''
			: caseForm(frame, value, {
					act: 'follow-up/clearing',
					needs: 'clearFollowUp',
					label: said.side.clearFollowUp,
					done: 'followUpCleared',
				})
	return html`<section><h3>${said.side.followUp}</h3>${followUp === undefined ? html`<p class="soft">${said.side.noFollowUp}</p>` : html`<p><strong>${timeOf(tag, followUp.at)}</strong> <span class="soft">${personName(value, frame, followUp.agent)}</span>${followUp.isDue && html` <strong class="flag">${said.side.isDue}</strong>`}</p>`}<div class="do">${set}${clear}</div></section>`
}

const earlierSection = (frame: Frame, { beside }: CasePageValue): Html => {
	const { case: said, codes, tag } = frame.texts
	const item = ({ number, state, openedAt, outcome }: (typeof beside.earlier)[number]): Html =>
		html`<li><a href="/desk/cases/${number}">${number}</a> <span class="soft">${timeOf(tag, openedAt, 'day')} · ${state === 'open' ? said.head.open : outcome === undefined ? said.head.closed : codes.outcomes[outcome]}</span></li>`
	return html`<section><h3>${said.side.earlier}</h3>${beside.earlier.length === 0 ? html`<p class="soft">${said.side.noEarlier}</p>` : html`<ul class="list">${beside.earlier.map(item)}</ul>`}</section>`
}

/** Renders what stands beside the timeline: a part of its own. */
export const sidePart = (whole: Frame, value: CasePageValue): Html => {
	const frame = frameOfPart(whole)
	const { side: said } = frame.texts.case
	const isAsked = value.shown.case.questions.length > 0
	const questions = questionSection(frame, value)
	return html`<aside id="side" class="side" aria-label="${said.title}">${proposalSection(frame, value)}${isAsked && questions}${whoSection(frame, value)}${promiseSection(frame, value)}${followUpSection(frame, value)}${dataSection(frame, value)}${callSection(frame, value)}${!isAsked && questions}${closingSection(frame, value)}${speechSection(frame, value)}${netiquetteSection(frame, value)}${earlierSection(frame, value)}${personSection(frame, value)}</aside>`
}
