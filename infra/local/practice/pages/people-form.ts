import { html } from 'hono/html'
import { networks } from '#infra/local/practice/world/network.ts'
import type { Person, Reachability } from '#infra/local/practice/world/people.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'

const standings = ['acceptsMessages', 'isProtected', 'isSuspended'] as const satisfies readonly (keyof Reachability)[]

/** Who has written so far, and what their account is like: each button turns one thing round. */
export const peopleForm = ({ world, word, language }: PracticeView): PracticeHtml | string => {
	const item = (network: (typeof networks)[number], person: Person) =>
		html`<li><b>${person.name}</b> <span class="network-tag ${network}">${networkName[network]}</span> ${standings.map((name) => html`<form class="inline" method="post" action="/practice/standing?lang=${language}"><input type="hidden" name="network" value="${network}"><input type="hidden" name="id" value="${person.id}"><input type="hidden" name="standing" value="${name}"><input type="hidden" name="is" value="${person[name] ? 'no' : 'yes'}"><button class="link" aria-pressed="${person[name]}">${word(name)}: ${word(person[name] ? 'yes' : 'no')}<span class="hidden"> (${person.name})</span></button></form> `)}</li>`
	const people = networks.flatMap((network) => world.people.list(network).map((person) => item(network, person)))
	return people.length === 0
		? ''
		: html`<details class="behaviour card" id="people-list"><summary>${word('people')}</summary><ul>${people.slice(0, 200)}</ul></details>`
}

/** Writing as somebody of ours in the network's own app, beside hilft. */
export const nativeForm = ({ word, language }: PracticeView): PracticeHtml =>
	html`<details class="behaviour card" id="native"><summary>${word('native')}</summary><form method="post" action="/practice/native?lang=${language}"><p>${word('nativeText')}</p>
<label class="field"><span>${word('network')}</span><select name="network">${networks.map((network) => html`<option value="${network}">${networkName[network]}</option>`)}</select></label>
<label class="field"><span>${word('nativeTo')}</span><input name="to" maxlength="60" list="people" autocomplete="off"></label>
<label class="field"><span>${word('nativeReply')}</span><input name="inReplyTo" maxlength="60" autocomplete="off"></label>
<label class="field"><span>${word('text')}</span><textarea name="text" rows="2" maxlength="10000" required></textarea></label>
<button class="quiet">${word('send')}</button></form></details>`

/** The latest calls of ours to the networks. */
export const callList = ({ world, word }: PracticeView): PracticeHtml => {
	const calls = world.calls.list({ limit: 30 })
	return html`<details class="behaviour card" id="calls"><summary>${word('callList')}</summary>${
		calls.length === 0
			? html`<p>${word('callsEmpty')}</p>`
			: html`<ol class="calls">${calls.map(({ at, network, method, path, status, fault }) => html`<li><time datetime="${at}">${at.slice(11, 19)}</time> ${networkName[network]} <code>${method} ${path}</code> ${status ?? word('unanswered')}${fault === undefined ? '' : html` <span class="tag warn">${fault}</span>`}</li>`)}</ol>`
	}</details>`
}
