import { html } from 'hono/html'
import { faultKinds } from '../networks/faults.ts'
import { networks } from '../networks/network.ts'
import type { Html } from './layout.ts'
import { networkName, type View } from './practice-view.ts'

/** The networks' moods: whether they echo our own posts, and the faults set for the next calls. */
export const behaviourForm = ({ world, word, language }: View): Html => {
	const isEcho = world.settings.echo()
	const faults = world.faults.list()
	const options = networks.map((network) => html`<option value="${network}">${networkName[network]}</option>`)
	return html`<details class="behaviour card" id="behaviour"><summary>${word('behaviour')}${faults.length > 0 ? html` <span class="tag warn">${faults.length}</span>` : ''}</summary>
<form method="post" action="/practice/echo?lang=${language}"><p>${word('echo')}: <b>${word(isEcho ? 'on' : 'off')}</b></p><button class="quiet" name="echo" value="${isEcho ? 'off' : 'on'}">${word(isEcho ? 'turnOff' : 'turnOn')}</button></form>
<form method="post" action="/practice/fault?lang=${language}"><p>${word('faults')}</p>
<label class="field"><span>${word('network')}</span><select name="network">${options}</select></label>
<label class="field"><span>${word('kind')}</span><select name="kind">${faultKinds.map((kind) => html`<option value="${kind}">${word(kind)}</option>`)}</select></label>
<label class="field"><span>${word('times')}</span><input type="number" name="times" value="1" min="1" max="1000"></label>
<button class="quiet">${word('addFault')}</button></form>
${faults.length > 0 ? html`<ul>${faults.map(({ network, kind, times }) => html`<li>${networkName[network]}: ${word(kind)} × ${times}</li>`)}</ul><form method="post" action="/practice/fault/clear?lang=${language}"><button class="quiet">${word('clearFaults')}</button></form>` : ''}</details>`
}
