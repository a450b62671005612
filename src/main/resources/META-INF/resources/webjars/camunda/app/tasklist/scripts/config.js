// Overrides the file of the same name in camunda-webapp-webjar; compare at every upgrade.
export default {
  app: { name: '任务', vendor: '回声' },
  customScripts: ['../huisheng/scripts/sso.js', 'scripts/forms.js'],
  locales: { availableLocales: ['zh', 'en'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
};
