import { html } from 'hono/html'
import { keptOnSchema, owedBySchema, promiseKindSchema } from '#shared/cases/codes.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { PromiseView } from '../../case-view-schema.ts'
import type { Frame } from '../frame.ts'
import { timeOf } from '../time.ts'
import { caseForm, choice, foldedForm, line, moment, optionsOf } from './case-form.ts'
import { type CasePageValue, personName } from './case-value.ts'

const keeper = (frame: Frame, value: CasePageValue, { owedBy, agent, team }: PromiseView): string => {
	const { side: said, head } = frame.texts.case
	if (agent !== undefined) return `${said.keeps} ${personName(value, frame, agent)}`
	return owedBy === 'team' && team !== undefined
		? `${said.keeps} ${head.team} ${team}`
		: `${said.keeps} ${frame.texts.caseCodes.owedBy[owedBy]}`
}

const openPromise = (frame: Frame, value: CasePageValue, promise: PromiseView): Html => {
	const { case: said, caseCodes, tag } = frame.texts
	const { id, kind, dueAt, overdueAt, escalatedAt, remindedAt } = promise
	const act = (name: string): string => `promises/${id}/${name}`
	const near =
		escalatedAt !== undefined
			? 'escalated'
			: overdueAt !== undefined
				? 'overdue'
				: remindedAt !== undefined
					? 'reminded'
					: undefined
	const people = [
		...value.beside.people
			.filter(({ isWorking }) => isWorking)
			.map(({ sub, name, isHere }) => [sub, isHere ? name : said.side.notHere(name)] as const),
		...value.beside.teams.map((team) => [team, `${said.head.team} ${team}`] as const),
	]
	const needs = 'keepPromise'
	return html`<li class="promise${overdueAt !== undefined && ' overdue'}"><p><strong>${caseCodes.promiseKinds[kind]}</strong> ${said.side.due} ${timeOf(tag, dueAt)}${near !== undefined && html` <strong class="flag">${caseCodes.nearness[near]}</strong>`} <span class="soft">${keeper(frame, value, promise)}</span></p><div class="do">${foldedForm(
		frame,
		value,
		{
			act: act('kept'),
			needs,
			summary: said.side.kept,
			label: said.side.kept,
			done: 'promiseKept',
			content: (typed) =>
				choice(said.side.keptOn, 'on', optionsOf(keptOnSchema.options, caseCodes.keptOn), {
					typed: typed('on', 'reply'),
				}),
		},
	)}${foldedForm(frame, value, {
		act: act('moved'),
		needs,
		summary: said.side.moved,
		label: said.side.moved,
		done: 'promiseMoved',
		content: (typed) =>
			html`${moment(said.side.movedTo, 'dueAt', typed('dueAt:local'))}${choice(
				said.side.agreed,
				'agreed:boolean',
				[
					['true', said.side.yes],
					['false', said.side.no],
				],
				{ typed: typed('agreed:boolean'), first: '–', isRequired: true },
			)}`,
	})}${foldedForm(frame, value, {
		act: act('passed-on'),
		needs,
		summary: said.side.passOn,
		label: said.side.passOn,
		done: 'promisePassedOn',
		content: (typed) => choice(said.side.passTo, 'to', people, { typed: typed('to'), first: '–', isRequired: true }),
	})}${caseForm(frame, value, { act: act('broken'), needs, label: said.side.broken, done: 'promiseBroken' })}</div></li>`
}

const endedPromise = (frame: Frame, { kind, state, dueAt, keptOn, voidedBecause }: PromiseView): Html => {
	const { caseCodes, tag } = frame.texts
	const how =
		keptOn === undefined
			? voidedBecause === undefined
				? ''
				: caseCodes.voided[voidedBecause]
			: caseCodes.keptOn[keptOn]
	return html`<li class="soft">${caseCodes.promiseKinds[kind]}, ${timeOf(tag, dueAt)}: ${caseCodes.promiseStates[state]}${how !== '' && `, ${how}`}</li>`
}

/** Renders what we owe: open ones with how they end, ended ones behind a fold. */
export const promiseSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, caseCodes } = frame.texts
	const { promises, brokenPromises } = value.shown.case
	const open = promises.filter(({ state }) => state === 'open')
	const ended = promises.filter(({ state }) => state !== 'open')
	return html`<section id="promises"><h3>${said.side.promises}${brokenPromises > 0 && html` <span class="flag">${said.side.brokenCount(brokenPromises)}</span>`}</h3>${open.length === 0 ? html`<p class="soft">${said.side.noPromises}</p>` : html`<ul class="list">${open.map((one) => openPromise(frame, value, one))}</ul>`}${foldedForm(
		frame,
		value,
		{
			act: 'promises',
			needs: 'promises',
			summary: said.side.newPromise,
			opens: 'y',
			label: said.side.promise,
			done: 'promised',
			content: (typed) =>
				html`${choice(said.side.promiseKind, 'kind', optionsOf(promiseKindSchema.options, caseCodes.promiseKinds), { typed: typed('kind', 'callBack') })}${moment(said.side.promiseDue, 'dueAt', typed('dueAt:local'))}${choice(said.side.promiseOwedBy, 'owedBy', optionsOf(owedBySchema.options, caseCodes.owedBy), { typed: typed('owedBy', 'agent') })}${line(said.side.remark, 'note', typed('note'))}`,
		},
	)}${ended.length > 0 && html`<details class="fold"><summary>${said.side.endedPromises(ended.length)}</summary><ul class="list">${ended.map((one) => endedPromise(frame, one))}</ul></details>`}</section>`
}
