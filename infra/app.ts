import { createHilftApp } from './hilft-app.ts'

createHilftApp().app.synth()
