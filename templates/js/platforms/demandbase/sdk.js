/** Demandbase's tag: its object is on the page before the service has answered. */
function base(sdk) {
  if (sdk.settings.object !== "organization") {
    window.Demandbase = { Config: {}, IP: { CompanyProfile: null } };
  }
}

/** The service answers; a page that asks by a script of its own has the answer in a variable. */
function load(record, sdk) {
  if (!sdk.data) {
    return;
  }
  if (window.Demandbase) {
    window.Demandbase.IP.CompanyProfile = sdk.data;
  } else {
    window[sdk.settings.object] = sdk.data;
  }
}
