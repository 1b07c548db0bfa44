import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const types = { 'practice.css': 'text/css', 'practice.js': 'text/javascript', 'icon.svg': 'image/svg+xml' } as const

/** Style, script and icon of the practice pages. */
export const createAssets = (): Hono => {
	const app = new Hono()
	for (const [name, type] of Object.entries(types)) {
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
