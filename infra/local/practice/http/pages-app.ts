import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { z } from 'zod'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import {
	addressIn,
	customerMailSchema,
	type WriteMailDependencies,
	writeMail,
} from '#infra/local/practice/mail/write-mail.ts'
import { languageOf } from '#infra/local/practice/pages/language.ts'
import { mailFrame } from '#infra/local/practice/pages/mail-list.ts'
import { companyPage, signInPage } from '#infra/local/practice/pages/narrow-pages.ts'
import {
	type PracticePageDependencies,
	practicePage,
	practiceVersion,
} from '#infra/local/practice/pages/practice-page.ts'
import { type RootPageOptions, rootPage } from '#infra/local/practice/pages/root-page.ts'
import type { SignIn } from '#infra/local/practice/sign-in/sign-in.ts'
import { networks, visibilities } from '#infra/local/practice/world/network.ts'
import { drawPicture } from '#infra/local/practice/world/picture.ts'
import { customerPostSchema, writeAsCustomer } from '#infra/local/practice/world/write-as-customer.ts'
import { addBehaviourPages } from './behaviour-pages.ts'
import { parseFields } from './problem.ts'

const replySchema = z.object({
	inReplyTo: z.string(),
	from: z.string().min(3).max(320),
	text: z.string().min(1).max(100_000),
	picture: z.literal('on').optional(),
	automatic: z.literal('on').optional(),
})

/** Adds the form at each mail, by which one answers it as its recipient would. */
const addMailPages = (app: Hono<{ Bindings: NodeBindings }>, mails: WriteMailDependencies): void => {
	app.post('/practice/mails/reply', async (context) => {
		const form = parseFields(await context.req.parseBody(), replySchema)
		const mail = mails.mailbox.find(form.inReplyTo)
		if (mail === undefined) throw new PracticeRefusal('unknown-mail', { field: 'inReplyTo' })
		const { inReplyTo, from, text } = form
		const picture = {
			name: 'bild.png',
			type: 'image/png',
			base64: Buffer.from(drawPicture(mail.id)).toString('base64'),
		}
		const answer = customerMailSchema.parse({
			to: addressIn(mail.headers['reply-to'] ?? mail.from),
			from,
			text,
			inReplyTo,
			attachments: form.picture === undefined ? undefined : [picture],
			headers: form.automatic === undefined ? undefined : { 'Auto-Submitted': 'auto-replied' },
		})
		await writeMail(mails, answer)
		const query = new URLSearchParams({ lang: languageOf(context) })
		return context.redirect(`/practice?${query}#mail-${mail.id}`, 303)
	})
}

const ASSET_TYPES = {
	'practice.css': 'text/css',
	'practice.js': 'text/javascript',
	'icon.svg': 'image/svg+xml',
} as const

/** Serves style, script and icon of the practice pages. */
const createAssets = (): Hono => {
	const app = new Hono()
	for (const [name, type] of Object.entries(ASSET_TYPES)) {
		const content = readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8')
		app.get(`/${name}`, (context) =>
			context.body(content, 200, {
				'content-type': `${type}; charset=utf-8`,
				'cache-control': 'no-cache',
				'x-content-type-options': 'nosniff',
			}),
		)
	}
	return app
}

type PagesDependencies = PracticePageDependencies &
	RootPageOptions & {
		readonly hooksOrigin: string
		readonly mails: WriteMailDependencies
		readonly signIn: SignIn
	}

const draftSchema = z.object({
	network: z.enum(networks).catch('x'),
	visibility: z.enum(visibilities).catch('public'),
	author: z.string().catch(''),
	text: z.string().catch(''),
	ageHours: z.string().optional().catch(undefined),
	inReplyTo: z.string().optional().catch(undefined),
	form: z.string().optional().catch(undefined),
	brings: z.string().optional().catch(undefined),
})

const back = (context: Context, hash: string, more: Record<string, string> = {}): Response =>
	context.redirect(`/practice?${new URLSearchParams({ lang: languageOf(context), ...more })}#${hash}`, 303)

/** Creates the pages for people: `/`, `/practice` with its forms, the sign-in and the company's sample pages. */
export const createPages = (dependencies: PagesDependencies): Hono<{ Bindings: NodeBindings }> => {
	const { world, mailbox, agents, signIn } = dependencies
	const app = new Hono<{ Bindings: NodeBindings }>()
	app.use(csrf())
	app.get('/', (context) => rootPage(context, dependencies))
	app.route('/practice/assets', createAssets())
	app.get('/practice/company/privacy', (context) => companyPage(context, 'privacy'))
	app.get('/practice/company/imprint', (context) => companyPage(context, 'imprint'))

	app.get('/practice', (context) => practicePage(context, dependencies))
	app.get('/practice/version', (context) =>
		context.text(practiceVersion(dependencies), 200, { 'cache-control': 'no-store' }),
	)
	app.get('/practice/mailbox/:id/html', (context) => {
		const mail = mailbox.find(context.req.param('id'))
		if (!mail) throw new PracticeRefusal('unknown-mail', { field: 'id' })
		return mailFrame(mail)
	})
	addMailPages(app, dependencies.mails)
	app.post('/practice/write', async (context) => {
		const form = await context.req.parseBody()
		try {
			const post = writeAsCustomer(world, parseFields(form, customerPostSchema))
			const author = world.people.find(post.network, post.authorId)?.name ?? ''
			return back(context, `post-${post.id}`, { network: post.network, visibility: post.visibility, author })
		} catch (error) {
			if (!(error instanceof PracticeRefusal)) throw error
			return practicePage(context, dependencies, { ...draftSchema.parse(form), wrong: error.field ?? '' })
		}
	})
	app.post('/practice/repeat', async (context) => {
		const { id } = parseFields(await context.req.parseBody(), z.object({ id: z.string() }))
		world.deliveries.repeat(id)
		return back(context, `post-${id}`)
	})
	addBehaviourPages(app, { world, hooksOrigin: dependencies.hooksOrigin, killSwitch: dependencies.killSwitch, back })

	app.get('/practice/sign-in/:uid', async (context) => {
		const { incoming, outgoing } = context.env
		const underWay = await signIn.underWay(incoming, outgoing)
		// Whoever chose an agent on the way here need not choose again.
		if (underWay?.agent !== undefined)
			return context.redirect(await signIn.finish(incoming, outgoing, underWay.agent), 303)
		return signInPage(context, underWay === undefined ? [] : agents)
	})
	app.post('/practice/sign-in/:uid', async (context) => {
		const { agent } = parseFields(await context.req.parseBody(), z.object({ agent: z.string() }))
		if ((await signIn.underWay(context.env.incoming, context.env.outgoing)) === undefined)
			return signInPage(context, [])
		return context.redirect(await signIn.finish(context.env.incoming, context.env.outgoing, agent), 303)
	})
	return app
}
