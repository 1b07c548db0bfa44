const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const decode = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

const attribute = (tag: string, name: string): string | undefined => {
	const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
	return value === undefined ? undefined : decode(value)
}

type Form = {
	readonly action: string
	readonly hidden: Readonly<Record<string, string>>
	readonly names: readonly string[]
}

/** Returns the forms of a page of ours with their targets, hidden fields and inputs. */
const formsOf = (html: string): readonly Form[] =>
	[...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inner = '']) => {
		const inputs = [...inner.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => tag)
		const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden')
		return {
			action: attribute(head, 'action') ?? '',
			hidden: Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''])),
			names: inputs.map((tag) => attribute(tag, 'name') ?? ''),
		}
	})

export type BrowserPage = {
	readonly status: number
	readonly html: string
	readonly title: string
	readonly forms: readonly Form[]
}

const pageOf = async (answer: Response): Promise<BrowserPage> => {
	const html = await answer.text()
	const title = decode(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.trim() ?? '')
	return { status: answer.status, html, title, forms: formsOf(html) }
}

/** Creates a browser without JavaScript, as far as our own pages need one: it opens them and submits their forms. */
export const createFormBrowser = (origin: string, language = 'de') => {
	const headers = { 'accept-language': language }
	return {
		open: async (path: string): Promise<BrowserPage> => pageOf(await fetch(`${origin}${path}`, { headers })),
		/** Submits the page's form with this action and these inputs. Throws when the page has no such form or input. */
		submit: async (
			page: BrowserPage,
			action: string,
			values: Readonly<Record<string, string>>,
		): Promise<BrowserPage> => {
			const form = page.forms.find(
				(one) => one.action === action && Object.keys(values).every((name) => one.names.includes(name)),
			)
			if (form === undefined)
				throw new Error(`The page "${page.title}" has no form ${action} with ${Object.keys(values)}`)
			const body = new URLSearchParams({ ...form.hidden, ...values })
			return pageOf(await fetch(`${origin}${action}`, { method: 'POST', headers, body }))
		},
	}
}
