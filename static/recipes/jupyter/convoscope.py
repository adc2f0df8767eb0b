"""A figure in a notebook: put this file and convoscope.html beside it, then

    from convoscope import figure
    figure("kind=dilated&d=2&step=13")

It is shown when the cell has been run, or the notebook is trusted; until then JupyterLab leaves frames out. Nothing is asked of another
host. A page made by nbconvert needs convoscope.html beside it as well. Add theme=dark to the link where the notebook is dark.
"""

from html import escape

from IPython.display import IFrame


def figure(state="", width=800, height=520, file="convoscope.html", title="Convolution"):
    """The figure of a link, in a frame of a width and a height in pixels."""
    # JupyterLab lets no frame open a window: without links=0 the figure would offer to.
    source = f"{file}?ui=bare&links=0#{state.lstrip('#')}"
    return IFrame(source, width, height, extras=[f'title="{escape(title)}"'])
