import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
	process.env.CHROMIUM_PATH ?? '',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium that is installed here, if any: browser tests run only where there is one. `CHROMIUM_PATH` names another. */
export const chromiumPath = PLACES.find((place) => place !== '' && existsSync(place))

/** The longest that one step of a page may take, in milliseconds: it ends what hangs, on a machine that may be busy. */
const LONGEST_STEP = 90_000

export const launchChromium = async (): Promise<Browser> => {
	const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] })
	browser.on('context', (context) => context.setDefaultTimeout(LONGEST_STEP))
	return browser
}
