/** bin/setup: scripts/run.mjs has installed the packages by now; what is left is the browser of the tests. */
import { ensureBrowser } from './browser.ts'

try {
  console.log(`Node ${process.versions.node} and the packages are installed; Chromium is ${ensureBrowser()}.`)
} catch (error) {
  console.log(`Node ${process.versions.node} and the packages are installed.`)
  console.log(error instanceof Error ? error.message : error)
}
console.log('Start with "npm start"; run the tests with "npm test".')
