import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserPage, createFormBrowser } from '#infra/local/story/form-browser.ts'
import type { StoryPost } from '#infra/local/story/practice-client.ts'

/** What a private message holds for its customer. */
export type Invitation = { readonly token: string; readonly code: string }

/** Link and code out of a private message of ours. Throws when one is missing. */
export const invitationIn = ({ text }: Pick<StoryPost, 'text'>): Invitation => {
	const token = /\/start#(\S+)/.exec(text)?.[1]
	const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text.replace(/https?:\S+/g, ''))?.[0]
	if (token === undefined || code === undefined) throw new Error('The private message holds no link or no code')
	return { token, code }
}

export const dataTokenIn = ({ text }: { readonly text: string }): string => {
	const token = /\/data#(\S+)/.exec(text)?.[1]
	if (token === undefined) throw new Error('The mail holds no link')
	return token
}

/** A customer who does not give up: what failed on our side (no answer, 5xx) is done again after a moment. */
export const createCustomer = (origin: string) => {
	const browser = createFormBrowser(origin)
	const persist = async (act: () => Promise<BrowserPage>): Promise<BrowserPage> => {
		for (let attempt = 0; attempt < 60; attempt += 1) {
			const page = await act().catch(() => undefined)
			if (page !== undefined && page.status < 500) return page
			await sleep(300)
		}
		throw new Error('The pages did not answer')
	}
	/** Submits the form that asks for all of `values`, whatever its address. */
	const fill = (page: BrowserPage, values: Readonly<Record<string, string>>): Promise<BrowserPage> => {
		const form = page.forms.find(({ names }) => Object.keys(values).every((name) => names.includes(name)))
		if (form === undefined) throw new Error(`The page "${page.title}" has no form with ${Object.keys(values)}`)
		return persist(() => browser.submit(page, form.action, values))
	}
	return {
		fill,
		/** Types the address and confirms it; the page that follows. */
		askForMail: async ({ token }: Invitation, email: string): Promise<BrowserPage> => {
			const start = await fill(await persist(() => browser.open('/start')), { link: `${origin}/start#${token}` })
			const confirm = await fill(start, { email })
			return persist(() => browser.submit(confirm, '/start/send', {}))
		},
		/** Opens the mailed link and types the code: the form. */
		openForm: async (dataToken: string, { code }: Pick<Invitation, 'code'>): Promise<BrowserPage> => {
			const codePage = await fill(await persist(() => browser.open('/data')), { link: `${origin}/data#${dataToken}` })
			return fill(codePage, { code })
		},
	}
}
