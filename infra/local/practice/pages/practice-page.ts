import type { Context } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import type { PracticeClock } from '#infra/local/practice/kernel/practice-clock.ts'
import type { SendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import type { Mailbox } from '#infra/local/practice/mail/mailbox.ts'
import { networks, visibilities } from '#infra/local/practice/world/network.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { behaviourForm, clockForm, killSwitchForm } from './behaviour-forms.ts'
import { languageOf } from './language.ts'
import { page } from './layout.ts'
import { mailList } from './mail-list.ts'
import { callList, deletionForm, nativeForm, peopleForm, type WriteFormDraft, writeForm } from './people-forms.ts'
import { privateConversations, publicThreads } from './post-columns.ts'
import { practiceViewOf } from './practice-view.ts'

const querySchema = z.object({
	network: z.enum(networks).catch('x'),
	visibility: z.enum(visibilities).catch('public'),
	author: z.string().catch(''),
	reply: z.string().optional().catch(undefined),
})

const draftOf = (context: Context): WriteFormDraft => {
	const { network, visibility, author, reply } = querySchema.parse(context.req.query())
	return { network, visibility, author, text: '', inReplyTo: reply }
}

export type PracticePageDependencies = {
	readonly world: World
	readonly mailbox: Mailbox
	readonly killSwitch: SendingSwitch
	readonly practiceClock: PracticeClock
}

/** Returns a text that changes whenever the practice page would look different. */
export const practiceVersion = ({
	world,
	mailbox,
	practiceClock,
}: Omit<PracticePageDependencies, 'killSwitch'>): string =>
	[
		world.posts.version(),
		world.deliveries.version(),
		world.people.version(),
		world.calls.version(),
		mailbox.version(),
		practiceClock.ahead(),
	].join(' ')

/** Renders `/practice`: the form of a customer, and what the public, the customer and the mailbox see. */
export const practicePage = async (
	context: Context,
	dependencies: PracticePageDependencies,
	refused?: WriteFormDraft,
): Promise<Response> => {
	const { world, mailbox, killSwitch, practiceClock } = dependencies
	const language = languageOf(context)
	const view = practiceViewOf(world, language)
	const { word } = view
	const draft = refused ?? draftOf(context)
	// While the parameter cannot be read there is nothing to switch.
	const sending = await killSwitch.read().catch(() => undefined)
	return page(context, {
		language,
		path: '/practice',
		title: `${refused ? `${word('errorIntro')} ` : ''}hilft – ${word('title')}`,
		hasScript: true,
		status: refused ? 400 : 200,
		body: html`<div class="practice" data-version="${practiceVersion(dependencies)}" data-changed="${word('changed')}">
<div class="intro"><h1>${word('title')}</h1><p>${word('intro')}</p>
<nav class="jump" aria-label="${word('jump')}"><a href="#write">${word('write')}</a><a href="#public">${word('publicHeading')}</a><a href="#private">${word('privateHeading')}</a><a href="#mail">${word('mailHeading')}</a></nav><p class="hidden" role="status" id="news"></p></div>
<div class="side">${writeForm(view, draft)}<div data-live="clock">${clockForm(view, practiceClock)}</div>${behaviourForm(view)}${killSwitchForm(view, sending)}${peopleForm(view)}${deletionForm(view)}${nativeForm(view)}<div data-live="calls">${callList(view)}</div></div>
<section class="column" id="public" aria-labelledby="public-h"><h2 id="public-h">${word('publicHeading')}</h2><div data-live="public">${publicThreads(view)}</div></section>
<section class="column" id="private" aria-labelledby="private-h"><h2 id="private-h">${word('privateHeading')}</h2><div data-live="private">${privateConversations(view)}</div></section>
<section class="column" id="mail" aria-labelledby="mail-h"><h2 id="mail-h">${word('mailHeading')}</h2><div data-live="mail">${mailList(view, mailbox.list(context.req.query('to'), 50))}</div></section>
</div>`,
	})
}
